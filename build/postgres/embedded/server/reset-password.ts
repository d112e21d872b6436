import { DatabaseError } from '../database-error.ts';
import { type ServerHome } from './choose-home.ts';
import { program } from './find-binaries.ts';
import { databaseUser } from './make-data.ts';
import { type Binaries } from './prepare-binaries.ts';
import { runServerProgram } from './run-server-program.ts';
import { type ServerUser } from './server-user.ts';

/** Gives the superuser a new password while the server is down: the file with the old one is gone, the data is not. */
export async function resetPassword(
  home: ServerHome,
  binaries: Binaries,
  user: ServerUser | undefined,
  password: string,
): Promise<void> {
  const result = await runServerProgram(
    program(binaries.nativeDir, 'postgres'),
    ['--single', '-D', home.dataDir, 'postgres'],
    user,
    // The alphabet of the password is base64url: nothing in it to escape.
    `ALTER ROLE "${databaseUser}" PASSWORD '${password}'\n`,
  );
  if (result.ok) return;
  throw new DatabaseError(
    'The password file of the development database is gone, and a new password could not be set.',
    'throw the database away: npx tessera db reset',
  );
}

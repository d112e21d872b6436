import { environmentFault, type Unchanged } from '../../diagnostics/outcome.ts';
import { resolveDatabase } from '../../postgres/which-database.ts';
import { databaseCodes } from './database-codes.ts';

/** The answer of commands for the embedded database in a project that uses another one. */
export async function refuseExternal(
  projectDir: string,
  env: NodeJS.ProcessEnv,
): Promise<Unchanged | undefined> {
  if ((await resolveDatabase(projectDir, env, 'app')).kind !== 'external') return undefined;
  return environmentFault([
    {
      code: databaseCodes.external,
      severity: 'error',
      message:
        'DATABASE_URL is set: the project uses that database, and this command is about the embedded one only.',
      hint: 'unset DATABASE_URL (environment and .env)',
    },
  ]);
}

import { environmentNames } from '../../config/environment-names.ts';
import { environmentFault, type Unchanged } from '../../diagnostics/outcome.ts';
import { resolveDatabase } from '../../postgres/which-database.ts';
import { databaseCodes } from './database-codes.ts';

/** The answer of commands for the embedded database in a project that uses another one. */
export async function refuseExternal(
  projectDir: string,
  env: NodeJS.ProcessEnv,
): Promise<Unchanged | undefined> {
  if ((await resolveDatabase(projectDir, env, 'app')).kind !== 'external') return undefined;
  const { databaseUrlFrom, envFile } = await environmentNames(projectDir);
  return environmentFault([
    {
      code: databaseCodes.external,
      severity: 'error',
      message: `${databaseUrlFrom} is set: the project uses that database, and this command is about the embedded one only.`,
      hint: `unset ${databaseUrlFrom} (environment and ${envFile})`,
    },
  ]);
}

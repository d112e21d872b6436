import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { namedDatabases } from '../../postgres/which-database.ts';
import { environmentNames } from '../../config/environment-names.ts';
import { loadEnvironment } from '../../config/load-environment.ts';
import { readPrismaCommand, readUrlOption } from './read-prisma-command.ts';

/**
 * Every reason why a Prisma command must not run on the database it would run on; empty: it may.
 *
 * @param args What follows `prisma` on the command line.
 * @param env The environment of the process, without `.env`.
 */
export async function guardPrismaCommand(
  projectDir: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Diagnostic[]> {
  const { database, guarded } = readPrismaCommand(args);
  if (database === 'none') return [];
  const settings = await loadEnvironment(projectDir, env);
  const url = readUrlOption(args) ?? namedDatabases(settings)[database];
  const command = `npx prisma ${words(args)}`;
  if (url === undefined) {
    const { guardEmbedded } = await import('../../use-cases/migrate/guard/guard-embedded.ts');
    return guardEmbedded(settings, command, (await environmentNames(projectDir)).databaseUrlFrom);
  }
  const wrong = await urlProblem(url, projectDir);
  if (wrong !== undefined) return [wrong];
  if (!guarded) return [];
  const { guardDatabase } = await import('../../use-cases/migrate/guard/guard-database.ts');
  return guardDatabase({ projectDir, env, url, command });
}

/** Prisma prints host, port and database of a URL before it connects: of one that is none, parts of the password. */
async function urlProblem(url: string, projectDir: string): Promise<Diagnostic | undefined> {
  const [{ parseConnectionUrl }, { EngineError }, { guardCodes }] = await Promise.all([
    import('../../postgres/connection/connection-options.ts'),
    import('../../postgres/connection/engine-error.ts'),
    import('../../use-cases/migrate/guard/guard-codes.ts'),
  ]);
  try {
    parseConnectionUrl(url, projectDir);
    return undefined;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const { message } = error;
    const hint = 'write it as postgresql://USER:PASSWORD@HOST:5432/DATABASE';
    return { code: guardCodes.badUrl, severity: 'error', message, hint };
  }
}

/** The command without its options, which may hold a password. */
function words(args: readonly string[]): string {
  const at = args.findIndex((arg) => arg === 'migrate' || arg === 'db');
  return args.slice(at < 0 ? 0 : at, at < 0 ? 1 : at + 2).join(' ');
}

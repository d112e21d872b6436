import { environmentNames } from '../../config/environment-names.ts';
import { loadEnvironment } from '../../config/load-environment.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { done, environmentFault, type Outcome, refused } from '../../diagnostics/outcome.ts';
import { parseConnectionUrl } from '../../postgres/connection/connection-options.ts';
import { withSession } from '../../postgres/connection/with-session.ts';
import { readProductionMark, writeProductionMark } from '../../postgres/connection/production-mark.ts';
import { namedDatabases } from '../../postgres/which-database.ts';
import { guardDatabase } from '../migrate/guard/guard-database.ts';
import { databaseCodes } from './database-codes.ts';
import { inProject } from './in-project.ts';

export interface MarkRequest {
  /** Absolute. */
  readonly projectDir: string;
  readonly env: NodeJS.ProcessEnv;
  /** `production` or `development`. @default the mark is only read */
  readonly wanted?: string;
}

export interface MarkedDatabase {
  readonly database: string;
  readonly host: string;
  readonly production: boolean;
}

/** Reads or writes whether the database calls itself production, for every command that can lose data to see. */
export function markDatabase({ projectDir, env, wanted }: MarkRequest): Promise<Outcome<MarkedDatabase>> {
  return inProject<MarkedDatabase>(projectDir, async () => {
    if (wanted !== undefined && wanted !== 'production' && wanted !== 'development') {
      const message = `"${wanted}" is neither "production" nor "development".`;
      return environmentFault([problem('CALL.INVALID', message)]);
    }
    const settings = await loadEnvironment(projectDir, env);
    const url = namedDatabases(settings).migration;
    if (url === undefined) {
      const message = 'The embedded database is for development and never production.';
      const { databaseUrlFrom } = await environmentNames(projectDir);
      const hint = `set ${databaseUrlFrom} (or MIGRATION_DATABASE_URL) to the database you mean`;
      return environmentFault([{ ...problem(databaseCodes.embedded, message), hint }]);
    }
    if (wanted === 'development') {
      // To take the mark away is as dangerous as what it protects from.
      const reasons = await guardDatabase({ projectDir, env, url, command: 'tessera db mark development' });
      if (reasons.length > 0) return refused(reasons);
    }
    return done(await readOrWrite(url, projectDir, wanted));
  });
}

async function readOrWrite(
  url: string,
  projectDir: string,
  wanted: string | undefined,
): Promise<MarkedDatabase> {
  return await withSession(parseConnectionUrl(url, projectDir), async (session) => {
    if (wanted !== undefined) await writeProductionMark(session, wanted === 'production');
    const production = await readProductionMark(session);
    const { database, host } = session.target;
    return { database, host, production };
  });
}

function problem(code: string, message: string): Diagnostic {
  return { code, severity: 'error', message };
}

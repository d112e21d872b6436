import { types } from 'node:util';
import { acquireDatabase } from '../database/acquire-database.ts';
import { DatabaseError } from '../database/database-error.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { loadEnvironment } from '../environment/load-environment.ts';
import { describeFailure } from '../write/describe-failure.ts';
import { guardDatabase } from '../migrate/guard/guard-database.ts';
import { guardEmbedded } from '../migrate/guard/guard-embedded.ts';
import { asDriverError, isLostConnection } from '../schema-engine/connection-error.ts';
import { parseConnectionUrl } from '../schema-engine/connection-options.ts';
import { closeSession, openSession, type Session } from '../schema-engine/open-session.ts';

/** The database a command may change, and its one connection. */
export interface MigrationDatabase {
  readonly url: string;
  readonly session: Session;
}

export interface MigrationCall {
  readonly projectDir: string;
  readonly env: NodeJS.ProcessEnv;
  /** As a person types it. */
  readonly command: string;
  /** As `migrate deploy`: the only thing refused is the embedded database where production is. @default false */
  readonly isForProduction?: boolean;
}

/**
 * Works with the database that migrations run on: `MIGRATION_DATABASE_URL`, `DATABASE_URL`, or the embedded one, which is
 * started. One that is guarded is refused.
 *
 * @returns what `work` gives, or every reason why it did not run
 */
export async function withMigrationDatabase<Result>(
  call: MigrationCall,
  code: string,
  work: (database: MigrationDatabase) => Promise<Result>,
): Promise<
  { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly reasons: Diagnostic[] }
> {
  const { projectDir, env, command, isForProduction = false } = call;
  const settings = await loadEnvironment(projectDir, env);
  const named = settings['MIGRATION_DATABASE_URL'] || settings['DATABASE_URL'];
  const refused = !named
    ? guardEmbedded(settings, command)
    : isForProduction
      ? []
      : await guardDatabase({ projectDir, env, url: named, command });
  if (refused.length > 0) return { ok: false, reasons: refused };
  try {
    const lease = named ? undefined : await acquireDatabase(projectDir, { purpose: command });
    try {
      const url = named || (lease?.url ?? '');
      const session = await openSession({
        ...parseConnectionUrl(url, projectDir),
        applicationName: 'tessera',
      });
      try {
        return { ok: true, result: await work({ url, session }) };
      } finally {
        await closeSession(session);
      }
    } finally {
      await lease?.release();
    }
  } catch (error) {
    const failure = describeFailure(error, projectDir);
    if (failure) return { ok: false, reasons: [failure] };
    const isKnown =
      error instanceof DatabaseError ||
      (types.isNativeError(error) && ('code' in error || isLostConnection(asDriverError(error))));
    if (!isKnown) throw error;
    const hint =
      error instanceof DatabaseError && error.hint ? error.hint : 'tessera db status says what is there.';
    return { ok: false, reasons: [{ code, severity: 'error', message: error.message, hint }] };
  }
}

import { types } from 'node:util';
import { acquireDatabase } from '../../../postgres/embedded/acquire-database.ts';
import { DatabaseError } from '../../../postgres/embedded/database-error.ts';
import { namedDatabases } from '../../../postgres/which-database.ts';
import { environmentFault, type Outcome, refused } from '../../../diagnostics/outcome.ts';
import { environmentNames } from '../../../config/environment-names.ts';
import { loadEnvironment } from '../../../config/load-environment.ts';
import { describeFailure } from '../../../files/describe-failure.ts';
import { asDriverError, isLostConnection } from '../../../postgres/connection/connection-error.ts';
import { parseConnectionUrl } from '../../../postgres/connection/connection-options.ts';
import { closeSession, openSession, type Session } from '../../../postgres/connection/open-session.ts';
import { migrateCodes } from '../migrate-codes.ts';
import { guardCodes } from './guard-codes.ts';
import { guardDatabase } from './guard-database.ts';
import { guardEmbedded } from './guard-embedded.ts';

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
 * started.
 *
 * @returns what `work` gives; `refused` by a guard; `environment` when no database can be reached, or it is lost meanwhile
 */
export async function withMigrationDatabase<Value>(
  call: MigrationCall,
  work: (database: MigrationDatabase) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const { projectDir, env, command, isForProduction = false } = call;
  const settings = await loadEnvironment(projectDir, env);
  const { migration: named } = namedDatabases(settings);
  const reasons =
    named === undefined
      ? guardEmbedded(settings, command, (await environmentNames(projectDir)).databaseUrlFrom)
      : isForProduction
        ? []
        : await guardDatabase({ projectDir, env, url: named, command });
  // A database that cannot be reached at all is no question of guards.
  if (reasons.some(({ code }) => code !== guardCodes.noAnswer)) return refused(reasons);
  try {
    const lease = named !== undefined ? undefined : await acquireDatabase(projectDir, { purpose: command });
    try {
      const url = named ?? lease?.url ?? '';
      const session = await openSession({
        ...parseConnectionUrl(url, projectDir),
        applicationName: 'tessera',
      });
      try {
        return reasons.length > 0 ? refused(reasons) : await work({ url, session });
      } finally {
        await closeSession(session);
      }
    } finally {
      await lease?.release();
    }
  } catch (error) {
    const failure = describeFailure(error, projectDir);
    if (failure) return environmentFault([failure]);
    const isKnown =
      error instanceof DatabaseError ||
      (types.isNativeError(error) && ('code' in error || isLostConnection(asDriverError(error))));
    if (!isKnown) throw error;
    const hint =
      error instanceof DatabaseError && error.hint ? error.hint : 'tessera db status says what is there.';
    return environmentFault([
      { code: migrateCodes.noServer, severity: 'error', message: error.message, hint },
    ]);
  }
}

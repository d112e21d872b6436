import { types } from 'node:util';
import { leaseRunningDatabase } from '../../../postgres/embedded/lease-running-database.ts';
import { namedDatabases } from '../../../postgres/which-database.ts';
import { loadEnvironment } from '../../../config/load-environment.ts';
import { countRows, type RowAnswer } from '../../../postgres/catalog/count-rows.ts';
import { parseConnectionUrl } from '../../../postgres/connection/connection-options.ts';
import {
  listPendingMigrations,
  type MigrationState,
} from '../../../prisma-engine/list-pending-migrations.ts';
import { closeSession, openSession, type Session } from '../../../postgres/connection/open-session.ts';
import { keyOf } from '../../../postgres/names/key-of.ts';

/** A table whose rows a plan touches. */
export interface TouchedTable {
  readonly schema: string | undefined;
  readonly name: string;
}

/** The project's database as a plan needs it; nothing is ever changed there. */
export interface LookedAtDatabase {
  readonly state: MigrationState;
  readonly count: (table: TouchedTable) => Promise<RowAnswer>;
  /** For further questions. */
  readonly session: Session;
}

/** Why there is no database to look at, without a password. */
export interface NoDatabase {
  readonly reason: string;
  /** The project names one, and it does not answer. */
  readonly isNamed: boolean;
}

/**
 * Works with the database that `prisma migrate` would use, if it answers: the one of `MIGRATION_DATABASE_URL` or
 * `DATABASE_URL`, else the embedded one when it runs already.
 *
 * @param work gets why there is none, when there is none
 */
export async function withProjectDatabase<Result>(
  { projectDir, migrationsDir }: { readonly projectDir: string; readonly migrationsDir: string },
  env: NodeJS.ProcessEnv,
  work: (database: LookedAtDatabase | NoDatabase) => Promise<Result>,
): Promise<Result> {
  const settings = await loadEnvironment(projectDir, env);
  const { migration: chosen } = namedDatabases(settings);
  const lease =
    chosen === undefined ? await leaseRunningDatabase(projectDir, 'tessera migrate plan') : undefined;
  const url = chosen ?? lease?.url;
  try {
    if (url === undefined)
      return await work({
        reason: 'the embedded PostgreSQL does not run (tessera db start)',
        isNamed: false,
      });
    const opened = await open(url, projectDir, migrationsDir);
    if ('reason' in opened) return await work({ ...opened, isNamed: chosen !== undefined });
    const { state, session } = opened;
    const answers = new Map<string, Promise<RowAnswer>>();
    const count = ({ schema, name }: TouchedTable): Promise<RowAnswer> => {
      const key = keyOf({ schema: schema ?? '', name });
      const known =
        answers.get(key) ??
        countRows(session, { schema, table: name, columns: [], label: name, component: '' });
      answers.set(key, known);
      return known;
    };
    return await work({ state, count, session }).finally(() => closeSession(session));
  } finally {
    await lease?.release();
  }
}

async function open(
  url: string,
  projectDir: string,
  migrationsDir: string,
): Promise<{ readonly state: MigrationState; readonly session: Session } | { readonly reason: string }> {
  try {
    const state = await listPendingMigrations({ url }, migrationsDir);
    const session = await openSession({ ...parseConnectionUrl(url, projectDir), applicationName: 'tessera' });
    return { state, session };
  } catch (error) {
    const message = types.isNativeError(error) ? error.message : String(error);
    return { reason: (message.split('\n\n')[0] ?? '').replaceAll('\n', ' ').trim() };
  }
}

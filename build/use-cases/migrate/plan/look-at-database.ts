import { types } from 'node:util';
import { leaseRunningDatabase } from '../../../postgres/embedded/lease-running-database.ts';
import { namedDatabases } from '../../../postgres/which-database.ts';
import { loadEnvironment } from '../../../config/load-environment.ts';
import { countDistinct } from '../../../postgres/catalog/count-distinct.ts';
import { countRows, type RowAnswer } from '../../../postgres/catalog/count-rows.ts';
import { parseConnectionUrl } from '../../../postgres/connection/connection-options.ts';
import {
  listPendingMigrations,
  type MigrationState,
} from '../../../prisma-engine/list-pending-migrations.ts';
import { closeSession, openSession, type Session } from '../../../postgres/connection/open-session.ts';
import { keyOf } from '../../../postgres/names/key-of.ts';
import { type TenantTable } from '../tenants/tenant-table.ts';

/** A table whose rows a plan touches. */
export interface TouchedTable {
  readonly schema: string | undefined;
  readonly name: string;
}

/** The project's database as a plan needs it; nothing is ever changed there. */
export interface LookedAtDatabase {
  readonly state: MigrationState;
  readonly count: (table: TouchedTable) => Promise<RowAnswer>;
  /** How many tenants have rows there. */
  readonly countTenants: (table: TenantTable) => Promise<RowAnswer>;
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
    const count = once(({ schema, name }: TouchedTable) =>
      countRows(session, { schema, table: name, columns: [], label: name, component: '' }),
    );
    const countTenants = once(({ schema, name, column }: TenantTable) =>
      countDistinct(session, { schema, table: name, column }),
    );
    return await work({ state, count, countTenants, session }).finally(() => closeSession(session));
  } finally {
    await lease?.release();
  }
}

/** Several statements touch one table, which is asked about once. */
function once<Table extends TouchedTable>(
  ask: (table: Table) => Promise<RowAnswer>,
): (table: Table) => Promise<RowAnswer> {
  const answers = new Map<string, Promise<RowAnswer>>();
  return (table) => {
    const key = keyOf({ schema: table.schema ?? '', name: table.name });
    const answer = answers.get(key) ?? ask(table);
    answers.set(key, answer);
    return answer;
  };
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

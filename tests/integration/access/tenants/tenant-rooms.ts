import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { type Client } from 'pg';
import { ComponentClients } from '../../../../src/database/access/component-clients.ts';
import { ConnectionPool } from '../../../../src/database/connection-pool.ts';
import { readDatabaseOptions } from '../../../../src/database/database-options.ts';
import {
  ExtendedClient,
  type PrismaService,
  RootClient,
  withTenant,
} from '../../../../src/database/index.ts';
import { Transactions } from '../../../../src/database/transactions/transactions.ts';
import {
  createTenantDatabase,
  type TenantDatabase,
  tenantComponents,
} from '../../../support/tenant-database.ts';

export const both = ['acme', 'globex'] as const;
export const acme = <R>(work: () => PromiseLike<R>) => withTenant('acme', async () => await work());
export const globex = <R>(work: () => PromiseLike<R>) => withTenant('globex', async () => await work());

/** Two tenants with rows that look alike, and the client of the component that owns them. */
export interface TenantRooms {
  readonly url: string;
  /** Connected as the owner of everything, whom no policy holds back. */
  readonly owner: Client;
  readonly pool: ConnectionPool;
  readonly root: RootClient;
  readonly prisma: PrismaService;
  /** The same, typed as its component has it. */
  readonly typed: PrismaService<'rooms'>;
  /** Everything of globex, as its owner sees it. */
  readonly untouched: () => Promise<unknown>;
  /** What the connections of the application are doing. */
  readonly idle: () => Promise<string[]>;
}

const isClient = (client: object): client is PrismaService & PrismaService<'rooms'> =>
  'tenantWorkspace' in client;

/** Stands between the application and its database. */
export interface Pooler {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * Makes them before the first test of the `describe` it is called in; each test finds the rows as they are here.
 *
 * @param through starts a pooler for the application's URL. @default none
 */
export function useTenantRooms(through?: (url: string) => Promise<Pooler>): TenantRooms {
  let database: TenantDatabase;
  let pooler: Pooler | undefined;
  let pool: ConnectionPool;
  let root: RootClient;
  let prisma: PrismaService & PrismaService<'rooms'>;
  let transactions: Transactions;

  beforeAll(async () => {
    database = await createTenantDatabase();
    // Few connections: whatever one tenant leaves behind meets the other.
    pooler = await through?.(database.url);
    const url = pooler?.url ?? database.url;
    const options = readDatabaseOptions({ DATABASE_URL: url, DATABASE_POOL_MAX: through ? '20' : '3' });
    pool = new ConnectionPool(options);
    root = new RootClient(options, pool);
    transactions = new Transactions(new ExtendedClient(root));
    const client = new ComponentClients(root, tenantComponents).of('rooms');
    if (!isClient(client)) throw new TypeError('The client lacks its models');
    prisma = client;
  });
  afterAll(async () => {
    transactions.onApplicationShutdown();
    await root.$disconnect();
    await pool.end();
    await pooler?.stop();
    await database.drop();
  });
  beforeEach(() => fill(database.owner));

  return {
    get url() {
      return pooler?.url ?? database.url;
    },
    get owner() {
      return database.owner;
    },
    get pool() {
      return pool;
    },
    get root() {
      return root;
    },
    get prisma() {
      return prisma;
    },
    get typed() {
      return prisma;
    },
    untouched: async () => {
      const { rows } = await database.owner.query<Record<string, unknown>>(
        `SELECT (SELECT json_agg(w ORDER BY id) FROM workspaces w WHERE "tenantId" = 'globex') AS workspaces,
                (SELECT json_agg(c ORDER BY id) FROM configs c WHERE "tenantId" = 'globex') AS configs,
                (SELECT json_agg(e ORDER BY id) FROM events e WHERE "tenantId" = 'globex') AS events`,
      );
      return rows[0];
    },
    idle: async () => {
      const { rows } = await database.owner.query<{ state: string }>(
        `SELECT DISTINCT state FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
           AND usename LIKE 'app_%'`,
      );
      return rows.map(({ state }) => state);
    },
  };
}

async function fill(owner: Client): Promise<void> {
  await owner.query('TRUNCATE tenants, workspaces, configs, events CASCADE');
  for (const tenant of both) {
    await owner.query(`
      INSERT INTO tenants (id, slug, name, "updatedAt") VALUES ('${tenant}', '${tenant}', '${tenant}', now());
      INSERT INTO workspaces (id, "tenantId", slug, name, "updatedAt")
        VALUES ('${tenant}-1', '${tenant}', 'one', 'One', now()), ('${tenant}-2', '${tenant}', 'two', 'Two', now());
      INSERT INTO configs (id, "tenantId", "workspaceId", scope, key, value, "updatedAt")
        VALUES ('${tenant}-c', '${tenant}', '${tenant}-1', '${tenant}-1', 'colour', '"red"', now());
      INSERT INTO events (id, "tenantId", "aggregateType", "aggregateId", version, type, data)
        VALUES ('${tenant}-e', '${tenant}', 'Deal', 'd', 1, 'Won', '{}')`);
  }
}

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ComponentClients } from '../../../src/database/access/component-clients.ts';
import { ConnectionPool } from '../../../src/database/connection-pool.ts';
import { readDatabaseOptions } from '../../../src/database/database-options.ts';
import { type PrismaService, RootClient, withTenant } from '../../../src/database/index.ts';
import {
  createTenantDatabase,
  type TenantDatabase,
  tenantComponents,
} from '../../support/tenant-database.ts';

const isClient = (client: object): client is PrismaService => 'tenantWorkspace' in client;
const reason = 'count everything';

describe('asSystem for all tenants, under the policies of the migrations', () => {
  let database: TenantDatabase;
  let pool: ConnectionPool;
  let root: RootClient;
  let prisma: PrismaService;
  const tenants = Array.from({ length: 40 }, (_, at) => `tenant-${at}`);

  beforeAll(async () => {
    database = await createTenantDatabase();
    const options = readDatabaseOptions({ DATABASE_URL: database.url, DATABASE_POOL_MAX: '2' });
    pool = new ConnectionPool(options);
    root = new RootClient(options, pool);
    const client = new ComponentClients(root, tenantComponents).of('rooms');
    if (!isClient(client)) throw new TypeError('The client lacks its models');
    prisma = client;
    await database.owner.query(
      `INSERT INTO tenants (id, slug, name, "updatedAt") SELECT t, t, t, now() FROM unnest($1::text[]) t`,
      [tenants],
    );
    await database.owner.query(
      `INSERT INTO workspaces (id, "tenantId", slug, name, "updatedAt")
         SELECT t || '-' || n, t, n, n, now() FROM unnest($1::text[]) t, generate_series(1, 100) n`,
      [tenants],
    );
    await database.owner.query('ANALYZE workspaces');
  });
  afterAll(async () => {
    await root.$disconnect();
    await pool.end();
    await database.drop();
  });

  const system = () => prisma.asSystem(reason, { tenants: 'all' });
  const inTenant = <R>(work: () => PromiseLike<R>) => withTenant('tenant-7', async () => await work());
  const unseen = () => root.$queryRaw<unknown[]>`SELECT id FROM workspaces`;

  it('reads and writes rows of every tenant, and leaves nothing of it on the connection', async () => {
    expect(await system().tenantWorkspace.count()).toBe(4000);
    const renamed = await system().tenantWorkspace.updateMany({
      where: { slug: '1' },
      data: { name: 'first' },
    });
    expect(renamed.count).toBe(40);
    const rows = await system().$transaction(async (tx) => {
      await tx.tenantWorkspace.deleteMany({ where: { slug: '2' } });
      await tx
        .$transaction(async (inner) => {
          await inner.tenantWorkspace.deleteMany({});
          throw new Error('not this');
        })
        .catch(() => undefined);
      return await tx.tenantWorkspace.count();
    });
    expect(rows).toBe(3960);
    expect(await Promise.all([unseen(), unseen(), unseen()])).toEqual([[], [], []]);
    expect(await inTenant(() => prisma.tenantWorkspace.count())).toBe(99);
  });

  it('lets the queries of a tenant use its index, and its own as well', async () => {
    const plan = async (client: Pick<PrismaService, '$queryRawUnsafe'>, sql: string) =>
      JSON.stringify(await client.$queryRawUnsafe(`EXPLAIN (FORMAT JSON) ${sql}`));
    const own = await inTenant(() => plan(prisma, 'SELECT * FROM workspaces'));
    expect(own).toMatch(/"Index Cond":"\(\\"tenantId\\" = NULLIF\(current_setting/);
    const all = await plan(system(), `SELECT * FROM workspaces WHERE "tenantId" = 'tenant-7'`);
    expect(all).toMatch(/"Index Cond":"\(\\"tenantId\\" = 'tenant-7/);
    expect(all).not.toContain('current_setting');
  });

  it('takes back what SQL of a component has become, between its statements and afterwards', async () => {
    const { rows } = await database.owner.query<{ name: string }>(
      `SELECT rolname AS name FROM pg_roles WHERE rolname LIKE 'app_%_system' AND pg_has_role($1, oid, 'MEMBER')`,
      [new URL(database.url).username],
    );
    const become = `SET ROLE "${rows[0]?.name ?? ''}"`;
    await inTenant(() => prisma.$executeRawUnsafe(become));
    await prisma.$executeRawUnsafe(become);
    await inTenant(() =>
      prisma.$transaction(async (tx) => {
        await tx.$executeRawUnsafe(become);
        expect(await tx.$queryRaw`SELECT count(*)::int AS seen FROM workspaces`).toEqual([{ seen: 99 }]);
        await tx.$executeRawUnsafe("SELECT set_config('app.tenant_id', 'tenant-8', true)");
        expect(await tx.$queryRaw`SELECT DISTINCT "tenantId" FROM workspaces`).toEqual([
          { tenantId: 'tenant-7' },
        ]);
      }),
    );
    expect(await Promise.all([unseen(), unseen(), unseen()])).toEqual([[], [], []]);
  });

  it('is refused, and not empty, where the role is missing or may not be taken', async () => {
    const [app = ''] = new URL(database.url).username.split('@');
    await database.owner.query(`REVOKE "${app}_system" FROM "${app}"`);
    const inTransaction = () => system().$transaction((tx) => tx.tenantWorkspace.count());
    await expect(system().tenantWorkspace.count()).rejects.toThrow('ACCESS.NO_SYSTEM_ROLE');
    await expect(inTransaction()).rejects.toThrow('ACCESS.NO_SYSTEM_ROLE');
    await database.owner.query(`ALTER ROLE "${app}_system" RENAME TO "${app}_sys"`);
    await expect(system().tenantWorkspace.count()).rejects.toThrow('docs/maintainers/provisioning.md');
    await database.owner.query(`ALTER ROLE "${app}_sys" RENAME TO "${app}_system"`);
    await database.owner.query(`GRANT "${app}_system" TO "${app}"`);
    expect(await system().tenantWorkspace.count()).toBe(3960);
  });
});

describe('the roles of the page on provisioning', () => {
  it('let the application see no row by itself, and all by becoming the third', async () => {
    const page = await readFile('docs/maintainers/provisioning.md', 'utf8');
    const [before = '', inside = ''] = [...page.matchAll(/```sql\n(.*?)```/gs)].map(([, sql]) => sql ?? '');
    const name = `t_${randomBytes(6).toString('hex')}`;
    const password = randomBytes(12).toString('hex');
    const filled = (sql: string) => sql.replaceAll('tessera', name).replaceAll('…', password);
    const url = (user?: string, database = name) => {
      const given = new URL(process.env['TESSERA_TEST_SERVER_URL'] ?? '');
      Object.assign(given, { pathname: `/${database}`, ...(user && { username: user, password }) });
      return given.href;
    };
    const use = async <R>(address: string, work: (client: Client) => Promise<R>): Promise<R> => {
      const client = new Client(address);
      await client.connect();
      return await work(client).finally(() => client.end());
    };
    await use(url(undefined, 'postgres'), async (admin) => {
      // One by one: a database is not made inside a transaction.
      for (const statement of filled(before).split(';')) {
        if (statement.trim() !== '') await admin.query(statement);
      }
    });
    try {
      await use(url(), (admin) => admin.query(filled(inside)));
      await use(url(`${name}_owner`), (owner) =>
        owner.query(`CREATE TABLE "Note" (id serial, "tenantId" text NOT NULL);
          ALTER TABLE "Note" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
          CREATE POLICY p ON "Note" USING ("tenantId" = NULLIF(current_setting('app.tenant_id', true), ''));
          INSERT INTO "Note" ("tenantId") VALUES ('acme'), ('globex')`),
      );
      const options = readDatabaseOptions({ DATABASE_URL: url(`${name}_app`), DATABASE_POOL_MAX: '1' });
      const pool = new ConnectionPool(options);
      const root = new RootClient(options, pool);
      const clients = new ComponentClients(root, tenantComponents).of('rooms');
      if (!isClient(clients)) throw new TypeError('The client lacks its models');
      const all = clients.asSystem(reason, { tenants: 'all' });
      const count = 'SELECT count(*)::int AS seen FROM "Note"';
      expect(await root.$queryRawUnsafe(count)).toEqual([{ seen: 0 }]);
      expect(await all.$queryRawUnsafe(count)).toEqual([{ seen: 2 }]);
      await all.$executeRawUnsafe(`INSERT INTO "Note" ("tenantId") VALUES ('third')`);
      expect(await all.$queryRawUnsafe(count)).toEqual([{ seen: 3 }]);
      expect(await root.$queryRawUnsafe(count)).toEqual([{ seen: 0 }]);
      await expect(all.$executeRawUnsafe('DROP TABLE "Note"')).rejects.toThrow('must be owner');
      await root.$disconnect();
      await pool.end();
    } finally {
      await use(url(undefined, 'postgres'), async (admin) => {
        await admin.query(`DROP DATABASE IF EXISTS ${name}`);
        await admin.query(`DROP ROLE IF EXISTS ${name}_owner, ${name}_app, ${name}_app_system`);
      });
    }
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Inject, Module } from '@nestjs/common';
import { ComponentClients } from '../../../src/database/access/component-clients.ts';
import { ConnectionPool } from '../../../src/database/connection-pool.ts';
import { readDatabaseOptions } from '../../../src/database/database-options.ts';
import { PrismaService, RootClient, withTenant } from '../../../src/database/index.ts';
import { transaction, Transactions } from '../../../src/database/transactions/transactions.ts';
import { Public } from '../../../src/platform/index.ts';
import { HttpClient } from '../../../src/platform/test-utils/index.ts';
import { TestPrincipals } from '../../../src/platform/test-utils/test-principals.ts';
import { component, startPlatform } from '../platform/start-platform.ts';
import {
  createTenantDatabase,
  type TenantDatabase,
  tenantComponents,
} from '../../support/tenant-database.ts';

@Public()
@Controller('rooms')
class RoomsController {
  readonly #prisma: PrismaService;
  constructor(@Inject(PrismaService) prisma: PrismaService) {
    this.#prisma = prisma;
  }
  @Get()
  async list() {
    return await this.#prisma.tenantWorkspace.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  }
}
@Module({ controllers: [RoomsController] })
class RoomsModule {}

const both = ['acme', 'globex'] as const;
const isClient = (client: object): client is PrismaService => 'tenantWorkspace' in client;

/** Two tenants with rows that look alike; each test finds them as they are here. */
describe("a tenant's client", () => {
  let database: TenantDatabase;
  let pool: ConnectionPool;
  let root: RootClient;
  let prisma: PrismaService;
  let transactions: Transactions;

  beforeAll(async () => {
    database = await createTenantDatabase();
    // Few connections: whatever one tenant leaves behind meets the other.
    const options = readDatabaseOptions({ DATABASE_URL: database.url, DATABASE_POOL_MAX: '3' });
    pool = new ConnectionPool(options);
    root = new RootClient(options, pool);
    transactions = new Transactions(root);
    const client = new ComponentClients(root, tenantComponents).of('rooms');
    if (!isClient(client)) throw new TypeError('The client lacks its models');
    prisma = client;
  });
  afterAll(async () => {
    transactions.onApplicationShutdown();
    await root.$disconnect();
    await pool.end();
    await database.drop();
  });
  beforeEach(async () => {
    await database.owner.query('TRUNCATE tenants, workspaces, configs, events CASCADE');
    for (const tenant of both) {
      await database.owner.query(`
        INSERT INTO tenants (id, slug, name, "updatedAt") VALUES ('${tenant}', '${tenant}', '${tenant}', now());
        INSERT INTO workspaces (id, "tenantId", slug, name, "updatedAt")
          VALUES ('${tenant}-1', '${tenant}', 'one', 'One', now()), ('${tenant}-2', '${tenant}', 'two', 'Two', now());
        INSERT INTO configs (id, "tenantId", "workspaceId", scope, key, value, "updatedAt")
          VALUES ('${tenant}-c', '${tenant}', '${tenant}-1', '${tenant}-1', 'colour', '"red"', now());
        INSERT INTO events (id, "tenantId", "aggregateType", "aggregateId", version, type, data)
          VALUES ('${tenant}-e', '${tenant}', 'Deal', 'd', 1, 'Won', '{}')`);
    }
  });

  const acme = <R>(work: () => PromiseLike<R>) => withTenant('acme', async () => await work());
  const globex = <R>(work: () => PromiseLike<R>) => withTenant('globex', async () => await work());
  /** Everything of the other tenant, as its owner sees it. */
  const untouched = async () => {
    const { rows } = await database.owner.query<Record<string, unknown>>(
      `SELECT (SELECT json_agg(w ORDER BY id) FROM workspaces w WHERE "tenantId" = 'globex') AS workspaces,
              (SELECT json_agg(c ORDER BY id) FROM configs c WHERE "tenantId" = 'globex') AS configs,
              (SELECT json_agg(e ORDER BY id) FROM events e WHERE "tenantId" = 'globex') AS events`,
    );
    return rows[0];
  };
  const idle = async () => {
    const { rows } = await database.owner.query<{ state: string }>(
      `SELECT DISTINCT state FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
         AND usename LIKE 'app_%'`,
    );
    return rows.map(({ state }) => state);
  };

  describe('reads its own rows only', () => {
    const reads: Record<string, { ask: () => PromiseLike<unknown>; gives: unknown }> = {
      findMany: {
        ask: () => prisma.tenantWorkspace.findMany({ select: { id: true }, orderBy: { id: 'asc' } }),
        gives: [{ id: 'acme-1' }, { id: 'acme-2' }],
      },
      'findMany with OR': {
        ask: () =>
          prisma.tenantWorkspace.findMany({
            where: { OR: [{ slug: 'one' }, { slug: { not: '' } }] },
            select: { id: true },
          }),
        gives: [{ id: 'acme-1' }, { id: 'acme-2' }],
      },
      'findFirst of a foreign id': {
        ask: () => prisma.tenantWorkspace.findFirst({ where: { id: 'globex-1' } }),
        gives: null,
      },
      'findFirst of the foreign tenant': {
        ask: () => prisma.tenantWorkspace.findFirst({ where: { tenantId: 'globex' } }),
        gives: null,
      },
      'findUnique of a foreign id': {
        ask: () => prisma.tenantWorkspace.findUnique({ where: { id: 'globex-1' } }),
        gives: null,
      },
      'findUnique of a foreign key of two fields': {
        ask: () =>
          prisma.tenantWorkspace.findUnique({
            where: { tenantId_slug: { tenantId: 'globex', slug: 'one' } },
          }),
        gives: null,
      },
      'findUnique of its own key of two fields': {
        ask: () =>
          prisma.tenantWorkspace.findUnique({
            where: { tenantId_slug: { tenantId: 'acme', slug: 'one' } },
            select: { id: true },
          }),
        gives: { id: 'acme-1' },
      },
      count: { ask: () => prisma.tenantWorkspace.count(), gives: 2 },
      aggregate: {
        ask: () => prisma.storedEvent.aggregate({ _sum: { version: true }, _count: true }),
        gives: { _sum: { version: 1 }, _count: 1 },
      },
      groupBy: {
        ask: () => prisma.tenantWorkspace.groupBy({ by: ['tenantId'], _count: true }),
        gives: [{ tenantId: 'acme', _count: 2 }],
      },
      'an included list': {
        ask: () =>
          prisma.tenant.findMany({
            select: { id: true, workspaces: { select: { id: true } } },
            orderBy: { id: 'asc' },
          }),
        gives: [
          { id: 'acme', workspaces: [{ id: 'acme-1' }, { id: 'acme-2' }] },
          { id: 'globex', workspaces: [] },
        ],
      },
      'counts of a relation': {
        ask: () =>
          prisma.tenant.findMany({
            select: { _count: { select: { workspaces: true } } },
            orderBy: { id: 'asc' },
          }),
        gives: [{ _count: { workspaces: 2 } }, { _count: { workspaces: 0 } }],
      },
      'counts of all relations': {
        ask: () => prisma.tenant.findUnique({ where: { id: 'globex' }, select: { _count: true } }),
        gives: { _count: { workspaces: 0, configs: 0, storedEvents: 0 } },
      },
      'a filter by some': {
        ask: () =>
          prisma.tenant.findMany({ where: { workspaces: { some: { slug: 'one' } } }, select: { id: true } }),
        gives: [{ id: 'acme' }],
      },
      'a filter by every, which other rows cannot spoil': {
        ask: () => prisma.tenant.count({ where: { workspaces: { every: { id: { startsWith: 'acme' } } } } }),
        gives: 2,
      },
      'a filter by none': {
        ask: () => prisma.tenant.findMany({ where: { workspaces: { none: {} } }, select: { id: true } }),
        gives: [{ id: 'globex' }],
      },
      'a filter by a relation to one': {
        ask: () => prisma.tenantConfig.count({ where: { workspace: { slug: 'one' } } }),
        gives: 1,
      },
      'a cursor at a foreign row': {
        ask: () => prisma.tenantWorkspace.findMany({ cursor: { id: 'globex-1' }, orderBy: { id: 'asc' } }),
        gives: [],
      },
      'a cursor at its own row': {
        ask: () =>
          prisma.tenantWorkspace.findMany({
            cursor: { id: 'acme-2' },
            orderBy: { id: 'asc' },
            select: { id: true },
          }),
        gives: [{ id: 'acme-2' }],
      },
      'a call after the query': {
        ask: () => prisma.tenant.findUniqueOrThrow({ where: { id: 'globex' } }).workspaces(),
        gives: [],
      },
      'a call to one after the query': {
        ask: () =>
          prisma.tenantConfig
            .findUniqueOrThrow({ where: { id: 'acme-c' } })
            .workspace({ select: { id: true } }),
        gives: { id: 'acme-1' },
      },
      'SQL of its own': {
        ask: () => prisma.$queryRaw`SELECT id FROM workspaces ORDER BY id`,
        gives: [{ id: 'acme-1' }, { id: 'acme-2' }],
      },
    };
    it.each(Object.entries(reads))('by %s', async (_name, { ask, gives }) => {
      expect(await acme(ask)).toEqual(gives);
    });

    it('and not by a key that is not there', async () => {
      // @ts-expect-error -- what the compiler refuses, JavaScript sends
      await expect(acme(() => prisma.tenantWorkspace.findUnique({}))).rejects.toThrow();
      const where = { id: undefined };
      await expect(acme(() => prisma.tenantWorkspace.findUnique({ where }))).rejects.toThrow();
    });
  });

  describe('leaves the rows of others as they are', () => {
    const writes: Record<string, () => PromiseLike<unknown>> = {
      update: () => prisma.tenantWorkspace.update({ where: { id: 'globex-1' }, data: { name: 'Mine' } }),
      'update with the key as a list of conditions': () =>
        prisma.tenantWorkspace.update({
          where: { id: 'globex-1', AND: [{ slug: 'one' }] },
          data: { name: 'Mine' },
        }),
      updateMany: () =>
        prisma.tenantWorkspace.updateMany({ where: { id: 'globex-1' }, data: { name: 'Mine' } }),
      'updateMany without a filter': () => prisma.tenantWorkspace.updateMany({ data: { name: 'Mine' } }),
      updateManyAndReturn: () => prisma.tenantWorkspace.updateManyAndReturn({ data: { name: 'Mine' } }),
      'update that moves a row away': () =>
        prisma.tenantWorkspace.update({ where: { id: 'acme-1' }, data: { tenantId: 'globex' } }),
      'update that moves a row by set': () =>
        prisma.tenantWorkspace.updateMany({ data: { tenantId: { set: 'globex' } } }),
      'update that moves a row by its relation': () =>
        prisma.tenantWorkspace.update({
          where: { id: 'acme-1' },
          data: { tenant: { connect: { id: 'globex' } } },
        }),
      upsert: () =>
        prisma.tenantWorkspace.upsert({
          where: { id: 'globex-1' },
          update: { name: 'Mine' },
          create: { id: 'globex-1', slug: 'x', name: 'x', tenantId: 'acme' },
        }),
      delete: () => prisma.tenantConfig.delete({ where: { id: 'globex-c' } }),
      deleteMany: () => prisma.tenantConfig.deleteMany(),
      create: () => prisma.tenantWorkspace.create({ data: { slug: 'x', name: 'x', tenantId: 'globex' } }),
      'create by the relation': () =>
        prisma.tenantWorkspace.create({
          data: { slug: 'x', name: 'x', tenant: { connect: { id: 'globex' } } },
        }),
      'create by the relation to a new tenant': () =>
        prisma.tenantWorkspace.create({
          data: { slug: 'x', name: 'x', tenant: { create: { id: 'other', slug: 'o', name: 'o' } } },
        }),
      createMany: () =>
        prisma.tenantWorkspace.createMany({
          data: [
            { slug: 'x', name: 'x', tenantId: 'acme' },
            { slug: 'y', name: 'y', tenantId: 'globex' },
          ],
        }),
      'a nested create below another tenant': () =>
        prisma.tenant.update({
          where: { id: 'globex' },
          data: { workspaces: { create: { slug: 'x', name: 'x' } } },
        }),
      'a nested update': () =>
        prisma.tenant.update({
          where: { id: 'globex' },
          data: { workspaces: { update: { where: { id: 'globex-1' }, data: { name: 'Mine' } } } },
        }),
      'a nested updateMany': () =>
        prisma.tenant.update({
          where: { id: 'acme' },
          data: { workspaces: { updateMany: { where: {}, data: { name: 'Mine' } } } },
        }),
      'a nested connect': () =>
        prisma.tenantConfig.update({
          where: { id: 'acme-c' },
          data: { workspace: { connect: { id: 'globex-1' } } },
        }),
      'a nested connect of the other side': () =>
        prisma.tenantWorkspace.update({
          where: { id: 'acme-1' },
          data: { configs: { connect: { id: 'globex-c' } } },
        }),
      'a nested set': () =>
        prisma.tenantWorkspace.update({
          where: { id: 'acme-1' },
          data: { configs: { set: [{ id: 'globex-c' }] } },
        }),
      'a nested connectOrCreate': () =>
        prisma.tenantWorkspace.update({
          where: { id: 'acme-1' },
          data: {
            configs: {
              connectOrCreate: {
                where: { id: 'globex-c' },
                create: { id: 'globex-c', scope: 's', key: 'k', value: 1, tenantId: 'acme' },
              },
            },
          },
        }),
      'a nested delete': () =>
        prisma.tenantWorkspace.update({
          where: { id: 'acme-1' },
          data: { configs: { delete: { id: 'globex-c' } } },
        }),
      'a nested deleteMany': () =>
        prisma.tenant.update({ where: { id: 'globex' }, data: { configs: { deleteMany: {} } } }),
      'SQL of its own': () => prisma.$executeRaw`UPDATE workspaces SET name = 'Mine'`,
      'SQL of its own that inserts': () =>
        prisma.$executeRaw`INSERT INTO workspaces (id, "tenantId", slug, name, "updatedAt")
          VALUES ('x', 'globex', 'x', 'x', now())`,
      'SQL of its own with a second statement': () =>
        prisma.$executeRawUnsafe(`COMMIT; SET app.tenant_id = 'globex'; DELETE FROM configs`),
    };
    it.each(Object.entries(writes))('whatever %s asks for', async (_name, ask) => {
      const before = await untouched();
      await acme(ask).catch((error: unknown) => error);
      expect(await untouched()).toEqual(before);
    });
  });

  describe('gives new rows their tenant', () => {
    const creations: Record<string, () => PromiseLike<unknown>> = {
      create: () =>
        // @ts-expect-error -- a type of Prisma's still wants it
        prisma.tenantWorkspace.create({ data: { slug: 'new', name: 'N' } }),
      'create with the same tenant': () =>
        prisma.tenantWorkspace.create({ data: { slug: 'new', name: 'N', tenantId: 'acme' } }),
      createMany: () =>
        // @ts-expect-error -- the same
        prisma.tenantWorkspace.createMany({ data: [{ slug: 'new', name: 'N' }] }),
      'a nested create': () =>
        prisma.tenantConfig.create({
          // @ts-expect-error -- the same
          data: { scope: 's', key: 'k', value: 1, workspace: { create: { slug: 'new', name: 'N' } } },
        }),
      'a nested create below its tenant': () =>
        prisma.tenant.update({
          where: { id: 'acme' },
          data: { workspaces: { create: { slug: 'new', name: 'N' } } },
        }),
      upsert: () =>
        prisma.tenantWorkspace.upsert({
          where: { id: 'nothing' },
          update: {},
          // @ts-expect-error -- the same
          create: { slug: 'new', name: 'N' },
        }),
    };
    it.each(Object.entries(creations))('by %s', async (_name, create) => {
      await acme(create);
      expect(await acme(() => prisma.tenantWorkspace.count({ where: { slug: 'new' } }))).toBe(1);
      expect(await globex(() => prisma.tenantWorkspace.count({ where: { slug: 'new' } }))).toBe(0);
    });
  });

  describe('needs a tenant', () => {
    const unasked: Record<string, () => PromiseLike<unknown>> = {
      'a query': () => prisma.tenantWorkspace.findMany(),
      'a change': () => prisma.tenantWorkspace.updateMany({ data: { name: 'x' } }),
      'a new row': () => prisma.tenantWorkspace.create({ data: { slug: 'x', name: 'x', tenantId: 'acme' } }),
      'an included list': () => prisma.tenant.findMany({ include: { workspaces: true } }),
      'a filter': () => prisma.tenant.findMany({ where: { workspaces: { some: {} } } }),
      'an order': () => prisma.tenant.findMany({ orderBy: { workspaces: { _count: 'asc' } } }),
      'a count': () => prisma.tenant.findMany({ include: { _count: true } }),
      'a nested write': () =>
        prisma.tenant.update({ where: { id: 'acme' }, data: { workspaces: { deleteMany: {} } } }),
      'a call after the query': () => prisma.tenant.findUniqueOrThrow({ where: { id: 'acme' } }).workspaces(),
    };
    it.each(Object.entries(unasked))('for %s', async (_name, ask) => {
      await expect(Promise.resolve().then(ask)).rejects.toThrow('ACCESS.NO_TENANT');
    });

    it('and not for models that belong to none', async () => {
      expect(await prisma.tenant.count()).toBe(2);
      expect(await prisma.tenant.findUnique({ where: { id: 'acme' }, select: { id: true } })).toEqual({
        id: 'acme',
      });
    });

    it('and refuses a row that would be of another one, by name', async () => {
      const data = { slug: 'x', name: 'x', tenantId: 'globex' };
      await expect(acme(() => prisma.tenantWorkspace.create({ data }))).rejects.toThrow(
        'ACCESS.FOREIGN_TENANT',
      );
    });

    it.each([undefined, '', "acme'; SET app.tenant_id = 'globex", '*', 'a'.repeat(65), 'acmé'])(
      'that can be one, which %p cannot',
      (id) => {
        const name = (): unknown =>
          Reflect.apply(withTenant, undefined, [id, () => prisma.tenantWorkspace.count()]);
        expect(name).toThrow(id === undefined || id === '' ? 'ACCESS.NO_TENANT' : 'ACCESS.INVALID_TENANT');
      },
    );

    it('sees nothing without one through SQL of its own, whatever the connection was used for', async () => {
      await Promise.all(both.map((id) => withTenant(id, async () => prisma.tenantWorkspace.count())));
      expect(await prisma.$queryRaw`SELECT id FROM workspaces`).toEqual([]);
    });
  });

  describe('of asSystem', () => {
    const system = () => prisma.asSystem('count everything', { tenants: 'all' });
    it('reaches all tenants when that is said', async () => {
      expect(await system().tenantWorkspace.count()).toBe(4);
      expect(await prisma.asSystem('count everything', { tenant: 'globex' }).tenantWorkspace.count()).toBe(2);
      await expect(prisma.asSystem('count everything').tenantWorkspace.count()).rejects.toThrow(
        'ACCESS.NO_TENANT',
      );
      expect(await acme(() => prisma.asSystem('count everything').tenantWorkspace.count())).toBe(2);
    });
    it('says whose a new row is', async () => {
      // @ts-expect-error -- the same
      const nobodys = system().tenantWorkspace.create({ data: { slug: 'x', name: 'x' } });
      await expect(nobodys).rejects.toThrow('ACCESS.NO_TENANT');
      await system().tenantWorkspace.create({ data: { slug: 'x', name: 'x', tenantId: 'globex' } });
      expect(await globex(() => prisma.tenantWorkspace.count())).toBe(3);
    });
  });

  describe('on connections that all tenants share', () => {
    it('finds each its own row when both ask in one tick', async () => {
      const ask = (id: string) => prisma.tenantWorkspace.findUnique({ where: { id }, select: { id: true } });
      const answers = [
        acme(() => ask('globex-1')),
        globex(() => ask('globex-1')),
        acme(() => ask('acme-1')),
        globex(() => ask('acme-1')),
      ];
      expect(await Promise.all(answers)).toEqual([null, { id: 'globex-1' }, { id: 'acme-1' }, null]);
    });

    it('sends a promise that is awaited elsewhere for the tenant it was made for', async () => {
      const mine = withTenant('acme', () => prisma.tenantWorkspace.findMany({ select: { id: true } }));
      const rows = await globex(async () => await mine);
      expect(rows).toEqual([{ id: 'acme-1' }, { id: 'acme-2' }]);
    });

    it('follows an answer in the context it was awaited in', async () => {
      const counts = await acme(() =>
        prisma.tenantWorkspace
          .count()
          .then(() => root.$queryRaw`SELECT current_setting('app.tenant_id', true) AS tenant`),
      );
      expect(counts).toEqual([{ tenant: expect.not.stringContaining('acme') }]);
    });

    it('keeps 200 contexts apart, failing ones among them', async () => {
      const wrong: unknown[] = [];
      const errors: unknown[] = [];
      const one = async (tenant: string, turn: number): Promise<void> => {
        const rows = await prisma.tenantWorkspace.findMany({ include: { configs: true } });
        wrong.push(...rows.filter((row) => row.tenantId !== tenant));
        if (turn % 3 === 0) {
          const duplicate = prisma.tenantWorkspace.create({
            data: { slug: 'one', name: 'x', tenantId: tenant },
          });
          await duplicate.catch((error: unknown) => errors.push(error));
        }
        if (turn % 3 === 1) {
          const failing = prisma.$queryRaw`SELECT 1 / (count(*) - 2)::int FROM workspaces`;
          await failing.catch((error: unknown) => errors.push(error));
        }
        const written = await prisma.tenantConfig.updateMany({ data: { version: { increment: 1 } } });
        if (written.count !== 1) wrong.push(written);
      };
      const all = Array.from({ length: 200 }, (_, turn) => {
        const tenant = both[turn % 2] ?? 'acme';
        return withTenant(tenant, async () => {
          await one(tenant, turn);
        });
      });
      await Promise.all(all);
      expect(wrong).toEqual([]);
      expect(errors).toHaveLength(134);
      const { rows } = await database.owner.query('SELECT version FROM configs');
      expect(rows).toEqual([{ version: 101 }, { version: 101 }]);
      expect(await idle()).toEqual(['idle']);
      expect(pool.totalCount).toBeLessThanOrEqual(3);
    });

    it('tells a failure at COMMIT', async () => {
      await database.owner.query(
        `ALTER TABLE configs ADD CONSTRAINT late UNIQUE (key, "tenantId") DEFERRABLE INITIALLY DEFERRED`,
      );
      const second = acme(() =>
        prisma.tenantConfig.create({ data: { scope: 's', key: 'colour', value: 1, tenantId: 'acme' } }),
      );
      await expect(second).rejects.toMatchObject({ code: 'P2002' });
      await database.owner.query('ALTER TABLE configs DROP CONSTRAINT late');
      expect(await acme(() => prisma.tenantConfig.count())).toBe(1);
      expect(await idle()).toEqual(['idle']);
    });

    it('outlives a connection that is ended in the middle', async () => {
      const slow = acme(() => prisma.$queryRaw`SELECT pg_sleep(60)::text, count(*) FROM workspaces`);
      const failed = slow.then(
        () => 'answered',
        (error: unknown) => error,
      );
      const end = `SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event = 'PgSleep' AND query LIKE '%workspaces%'`;
      const ended = async (): Promise<unknown> =>
        (await database.owner.query(end)).rowCount === 0 ? await Promise.race([failed, ended()]) : undefined;
      await ended();
      expect(await failed).toBeInstanceOf(Error);
      expect(await acme(() => prisma.tenantWorkspace.count())).toBe(2);
      expect(await globex(() => prisma.tenantWorkspace.count())).toBe(2);
    });

    it('forgets what SQL of a component has set for longer', async () => {
      const set = "SELECT set_config('app.tenant_id', 'globex', false)";
      for (let turn = 0; turn < 4; turn += 1) {
        await acme(() => prisma.$queryRawUnsafe(set));
        await prisma.$queryRawUnsafe(set);
        await acme(() => prisma.$transaction((tx) => tx.$queryRawUnsafe(set)));
        await acme(() => prisma.$transaction([prisma.$queryRawUnsafe(set)]));
      }
      const all = Array.from({ length: 3 }, () => root.$queryRaw<unknown[]>`SELECT id FROM workspaces`);
      expect((await Promise.all(all)).flat()).toEqual([]);
    });
  });

  it("has the tenant of the request's principal, and answers 403 without one", async () => {
    const registered = tenantComponents.map(({ access, models }) =>
      component('rooms', RoomsModule, { models, access }),
    );
    const platform = await startPlatform(database.url, registered);
    try {
      const origin = await platform.app.getUrl();
      const as = (principal: { tenantId?: string }) =>
        new HttpClient(origin, platform.app.get(TestPrincipals).credentialsOf(principal)).get('/rooms');
      const answers = await Promise.all([as({ tenantId: 'acme' }), as({ tenantId: 'globex' }), as({})]);
      expect(answers).toMatchObject([
        { status: 200, body: [{ id: 'acme-1' }, { id: 'acme-2' }] },
        { status: 200, body: [{ id: 'globex-1' }, { id: 'globex-2' }] },
        { status: 403 },
      ]);
      expect(await new HttpClient(origin).get('/rooms')).toMatchObject({ status: 403 });
    } finally {
      await platform.app.close();
    }
  });

  describe('in a transaction', () => {
    it('keeps the tenant, also after a savepoint was rolled back', async () => {
      const counts = await acme(() =>
        transaction(async () => {
          const failing = transaction(async () => {
            await prisma.tenantWorkspace.create({ data: { slug: 'x', name: 'x', tenantId: 'acme' } });
            throw new RangeError('back');
          });
          await expect(failing).rejects.toThrow('back');
          return [await prisma.tenantWorkspace.count(), await prisma.$queryRaw`SELECT id FROM configs`];
        }),
      );
      expect(counts).toEqual([2, [{ id: 'acme-c' }]]);
    });

    it('takes the tenant of its first query when it has begun without one', async () => {
      const ids = await transaction(async () => {
        await prisma.tenant.count();
        return acme(() =>
          prisma.tenantWorkspace.findMany({ select: { tenantId: true }, distinct: ['tenantId'] }),
        );
      });
      expect(ids).toEqual([{ tenantId: 'acme' }]);
    });

    it('refuses a second tenant, and does nothing of it', async () => {
      const before = await untouched();
      const mixed = acme(() =>
        prisma.$transaction(async (tx) => {
          await tx.tenantConfig.deleteMany();
          await globex(() => tx.tenantConfig.deleteMany());
        }),
      );
      await expect(mixed).rejects.toThrow('ACCESS.TENANT_CHANGED');
      expect(await untouched()).toEqual(before);
      expect(await acme(() => prisma.tenantConfig.count())).toBe(1);
    });

    it('keeps a batch within its tenant, and refuses one of two', async () => {
      const count = () => prisma.tenantWorkspace.count();
      expect(await acme(() => prisma.$transaction([count(), prisma.tenant.count(), count()]))).toEqual([
        2, 2, 2,
      ]);
      const mixed = prisma.$transaction([withTenant('acme', count), withTenant('globex', count)]);
      await expect(mixed).rejects.toThrow('ACCESS.TENANT_CHANGED');
    });

    it('does not wait for itself when all connections are taken', async () => {
      const waiting = Array.from({ length: 12 }, (_, turn) =>
        withTenant(both[turn % 2] ?? 'acme', () =>
          prisma.$transaction(
            async (tx) => {
              await tx.tenantConfig.updateMany({ data: { version: { increment: 1 } } });
              return (await prisma.tenantWorkspace.findMany()).map(({ tenantId }) => tenantId);
            },
            { maxWait: 10_000 },
          ),
        ),
      );
      const seen = await Promise.all(waiting);
      expect(seen.map((ids) => [...new Set(ids)])).toEqual(seen.map((_, turn) => [both[turn % 2]]));
    });
  });

  describe('with a key that was planted', () => {
    beforeEach(() =>
      database.owner.query(`UPDATE configs SET "workspaceId" = 'globex-1' WHERE id = 'acme-c'`),
    );
    it('reads nothing through it', async () => {
      const config = () =>
        prisma.tenantConfig.findUnique({ where: { id: 'acme-c' }, include: { workspace: true } });
      expect(await acme(config)).toMatchObject({ id: 'acme-c', workspace: null });
      expect(await acme(() => prisma.tenantConfig.count({ where: { workspace: { slug: 'one' } } }))).toBe(0);
      expect(
        await acme(() => prisma.tenantConfig.count({ where: { workspace: { is: { slug: 'one' } } } })),
      ).toBe(0);
      expect(
        await globex(() => prisma.tenantWorkspace.findMany({ include: { configs: true } })),
      ).toMatchObject([{ configs: [{ id: 'globex-c' }] }, { configs: [] }]);
    });
    it('writes nothing through it', async () => {
      const before = await untouched();
      const data = { workspace: { update: { name: 'Mine' } } };
      await acme(() => prisma.tenantConfig.update({ where: { id: 'acme-c' }, data })).catch(
        (error: unknown) => error,
      );
      expect(await untouched()).toEqual(before);
    });
  });
});

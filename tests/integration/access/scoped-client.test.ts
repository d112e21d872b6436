import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RootClient } from '../../../src/database/index.ts';
import { ComponentClients } from '../../../src/database/access/component-clients.ts';
import { type PrismaService } from '../../../src/database/index.ts';
import { type ScopedComponent } from '../../../src/database/access/component-scope.ts';
import { ConnectionPool } from '../../../src/database/connection-pool.ts';
import { readDatabaseOptions } from '../../../src/database/database-options.ts';
import { useTestDatabase } from '../../../src/database/test-utils/index.ts';

const nothing = { views: [], reads: [], writes: [], links: [], tenants: {}, system: [], raw: false };

/** Among real models: `reader` owns events and reads tenants; `owner` owns tenants and knows nothing of events. */
const components: readonly ScopedComponent[] = [
  {
    name: 'owner',
    version: '1.2.0',
    path: 'src/components/owner',
    models: ['Tenant', 'TenantWorkspace', 'TenantConfig'],
    access: { ...nothing, system: ['count the events'] },
  },
  {
    name: 'reader',
    version: '1.0.0',
    path: 'src/components/reader',
    models: ['StoredEvent'],
    access: {
      ...nothing,
      reads: ['Tenant', 'TenantWorkspace', 'TenantConfig'],
      writes: ['TenantConfig'],
      links: ['StoredEvent.tenant'],
    },
  },
  {
    name: 'posts',
    version: '0.3.0',
    path: 'src/components/posts',
    models: ['DemoPost'],
    access: { ...nothing, raw: true },
  },
  { name: 'users', version: '2.0.0', path: 'src/components/users', models: ['DemoUser'] },
];

const event = {
  id: 'e1',
  tenantId: 't1',
  aggregateType: 'Deal',
  aggregateId: 'd1',
  version: 1,
  type: 'Won',
  data: {},
};

describe("a component's client", () => {
  const database = useTestDatabase();
  let root: RootClient;
  let pool: ConnectionPool;
  let clients: ComponentClients;
  const of = (name: string): PrismaService => {
    const client = clients.of(name);
    if (!isClient(client)) throw new Error('no client');
    return client;
  };
  let owner: PrismaService;
  let reader: PrismaService;
  let posts: PrismaService;

  beforeAll(() => {
    const options = readDatabaseOptions({ DATABASE_URL: database.url });
    pool = new ConnectionPool(options);
    root = new RootClient(options, pool);
    clients = new ComponentClients(root, components);
    [owner, reader, posts] = [of('owner'), of('reader'), of('posts')];
  });
  beforeEach(async () => {
    await root.storedEvent.deleteMany();
    await root.tenantWorkspace.deleteMany();
    await root.tenant.deleteMany();
    await root.demoPost.deleteMany();
    await root.demoUser.deleteMany();
    await root.tenant.create({ data: { id: 't1', slug: 'one', name: 'One' } });
    await root.storedEvent.create({ data: event });
    await root.demoUser.create({
      data: {
        id: 'u1',
        email: 'ada@example.org',
        name: 'Ada',
        posts: { create: { id: 'p1', title: 'First' } },
      },
    });
  });
  afterAll(async () => {
    await root.$disconnect();
    await pool.end();
  });

  describe('has what is declared', () => {
    it('its own models, fully', async () => {
      await owner.tenant.update({
        where: { id: 't1' },
        data: { name: 'Uno', workspaces: { create: { name: 'W', slug: 'w' } } },
      });
      expect(
        await owner.tenant.findMany({
          include: { workspaces: true, _count: { select: { workspaces: true } } },
        }),
      ).toMatchObject([{ name: 'Uno', workspaces: [{ name: 'W' }], _count: { workspaces: 1 } }]);
      expect(await owner.tenant.findUniqueOrThrow({ where: { id: 't1' } }).workspaces()).toHaveLength(1);
    });

    it('models of required components for reading, wherever a query can name them', async () => {
      const found = await reader.storedEvent.findMany({
        where: { tenant: { is: { slug: 'one' } }, OR: [{ tenant: { name: 'One' } }] },
        orderBy: { tenant: { name: 'asc' } },
        include: { tenant: { include: { workspaces: true } } },
      });
      expect(found).toMatchObject([{ id: 'e1', tenant: { slug: 'one' } }]);
      expect(await reader.storedEvent.findUniqueOrThrow({ where: { id: 'e1' } }).tenant()).toMatchObject({
        slug: 'one',
      });
      expect(await reader.tenant.count()).toBe(1);
    });

    it('a link to a model it may read, where the link is a column of its own', async () => {
      const { tenantId: id, ...rest } = { ...event, version: 2 };
      await reader.storedEvent.create({ data: { ...rest, id: 'e2', tenant: { connect: { id } } } });
      expect(await root.storedEvent.count()).toBe(2);
    });

    it('models that their owner offers for writing', async () => {
      await reader.tenantConfig.deleteMany();
      await reader.tenant.findMany();
      await expect(reader.tenant.deleteMany()).rejects.toThrow('"offers": { "write": ["Tenant"] }');
    });

    it('SQL of its own, batches and transactions', async () => {
      expect(await posts.$queryRaw`SELECT count(*)::int AS n FROM "DemoPost"`).toEqual([{ n: 1 }]);
      expect(
        await reader.$transaction([
          reader.storedEvent.count(),
          reader.tenant.findUnique({ where: { id: 't1' } }),
        ]),
      ).toMatchObject([1, { slug: 'one' }]);
      expect(await reader.$transaction((tx) => tx.storedEvent.count())).toBe(1);
      await reader.ping();
    });

    it('values that are no plain objects, as they are', async () => {
      const createdAt = new Date('2026-01-01T00:00:00Z');
      const data = { where: { tenant: 1 }, connect: { events: [null] }, toString: 'x' };
      const made = await reader.storedEvent.create({
        data: { ...event, id: 'e3', version: 3, createdAt, data },
      });
      expect(made).toMatchObject({ createdAt, data });
      expect(await reader.storedEvent.findFirst({ where: { createdAt }, select: { data: true } })).toEqual({
        data,
      });
      expect(
        await reader.storedEvent.findFirst({
          where: { data: { path: ['connect', 'events'], array_contains: [null] } },
        }),
      ).toMatchObject({ id: 'e3' });
    });
  });

  const later = <T extends object>(values: T): T => values;
  /** Each returns a promise; not one of them may resolve. */
  const attacks: Record<string, () => PromiseLike<unknown>> = {
    'a foreign model': () => owner.storedEvent.findMany(),
    'a foreign model by its unique key': () => owner.storedEvent.findUnique({ where: { id: 'e1' } }),
    'counting a foreign model': () => owner.storedEvent.count(),
    'aggregating a foreign model': () => owner.storedEvent.aggregate({ _max: { version: true } }),
    'grouping a foreign model': () => owner.storedEvent.groupBy({ by: ['type'] }),
    'writing a foreign model': () => owner.storedEvent.create({ data: { ...event, id: 'e9', version: 9 } }),
    'writing many': () =>
      owner.storedEvent.createManyAndReturn({ data: [{ ...event, id: 'e9', version: 9 }] }),
    'deleting a foreign model': () => owner.storedEvent.deleteMany(),
    include: () => owner.tenant.findMany({ include: { storedEvents: true } }),
    'include inside include': () =>
      owner.tenantWorkspace.findMany({ include: { tenant: { include: { storedEvents: true } } } }),
    select: () => owner.tenant.findMany({ select: { storedEvents: { select: { data: true } } } }),
    'a count of relations': () =>
      owner.tenant.findMany({ select: { _count: { select: { storedEvents: true } } } }),
    'a count of all relations': () => owner.tenant.findMany({ include: { _count: true } }),
    'the filter oracle': () => owner.tenant.findMany({ where: { storedEvents: { some: { type: 'Won' } } } }),
    'the filter oracle in a count': () =>
      owner.tenant.count({ where: { NOT: [{ storedEvents: { none: {} } }] } }),
    'the filter oracle through two models': () =>
      owner.tenantWorkspace.findMany({
        where: { tenant: { is: { AND: { storedEvents: { every: { version: 1 } } } } } },
      }),
    'the filter oracle of an update': () =>
      owner.tenant.updateMany({ where: { storedEvents: { some: {} } }, data: { name: 'x' } }),
    'ordering by a relation': () => owner.tenant.findMany({ orderBy: { storedEvents: { _count: 'desc' } } }),
    'ordering by two models': () =>
      owner.tenantWorkspace.findMany({ orderBy: [{ tenant: { storedEvents: { _count: 'desc' } } }] }),
    'a nested create': () =>
      owner.tenant.update({
        where: { id: 't1' },
        data: {
          storedEvents: {
            create: { id: 'e9', aggregateType: 'a', aggregateId: 'a', version: 1, type: 't', data: {} },
          },
        },
      }),
    'a nested connect': () =>
      owner.tenant.update({ where: { id: 't1' }, data: { storedEvents: { connect: { id: 'e1' } } } }),
    'a nested delete': () =>
      owner.tenant.update({ where: { id: 't1' }, data: { storedEvents: { deleteMany: {} } } }),
    'a nested write inside a nested write': () =>
      owner.tenantWorkspace.create({
        data: {
          name: 'w',
          slug: 'w',
          tenant: {
            connectOrCreate: {
              where: { id: 't1' },
              create: { slug: 'a', name: 'a', storedEvents: { connect: { id: 'e1' } } },
            },
          },
        },
      }),
    'an upsert': () =>
      owner.tenant.upsert({
        where: { id: 't1' },
        create: { slug: 'b', name: 'b' },
        update: { storedEvents: { updateMany: { where: {}, data: { type: 'x' } } } },
      }),
    'what a write gives back': () =>
      owner.tenant.update({ where: { id: 't1' }, data: {}, include: { storedEvents: true } }),
    'the fluent API': () => owner.tenant.findUniqueOrThrow({ where: { id: 't1' } }).storedEvents(),
    'the fluent API of a write': () => owner.tenant.update({ where: { id: 't1' }, data: {} }).storedEvents(),
    'the fluent API, one relation further': () =>
      owner.tenantWorkspace.findFirst({ where: {} }).tenant().storedEvents(),
    'an include in the fluent API': () =>
      owner.tenantWorkspace.findFirst({ where: {} }).tenant({ include: { storedEvents: true } }),
    'writing what it may read': () => reader.tenant.update({ where: { id: 't1' }, data: { name: 'mine' } }),
    'creating what it may read by a relation': () =>
      reader.storedEvent.update({
        where: { id: 'e1' },
        data: { tenant: { create: { slug: 'c', name: 'c' } } },
      }),
    'updating what it may read by a relation': () =>
      reader.storedEvent.update({ where: { id: 'e1' }, data: { tenant: { update: { name: 'mine' } } } }),
    'updating it with data of its own': () =>
      reader.storedEvent.update({
        where: { id: 'e1' },
        data: { tenant: { update: { data: { name: 'mine' } } } },
      }),
    'SQL that is not declared': () => owner.$queryRaw`SELECT * FROM events`,
    'SQL as text': () => owner.$queryRawUnsafe('SELECT 1'),
    'statements that are not declared': () => owner.$executeRaw`SELECT 1`,
    'statements as text': () => owner.$executeRawUnsafe('SELECT 1'),
    'SQL in a transaction': () => owner.$transaction((tx) => tx.$queryRaw`SELECT 1`),
    'a foreign model in a transaction': () => owner.$transaction((tx) => tx.storedEvent.findMany()),
    'a foreign model in a transaction inside another': () =>
      owner.$transaction((tx) => tx.$transaction((inner) => inner.storedEvent.count())),
    'a foreign model in a batch': () =>
      owner.$transaction([owner.tenant.count(), owner.storedEvent.findMany()]),
    'arguments that are changed afterwards': () => {
      const args: Parameters<typeof owner.tenant.findMany>[0] & object = { where: { id: 't1' } };
      const found = owner.tenant.findMany(args);
      args.include = { storedEvents: true };
      return found.then((rows) => {
        if (!rows.some((row) => 'storedEvents' in row))
          throw new Error('ACCESS.FOREIGN_MODEL: what came later was left out');
      });
    },
    'arguments of a getter that changes its mind': () => {
      let asked = 0;
      const args = {
        get include() {
          return asked++ === 0 ? {} : { storedEvents: true };
        },
      };
      return owner.tenant.findMany(args).then((rows) => {
        if (!rows.some((row) => 'storedEvents' in row))
          throw new Error('ACCESS.FOREIGN_MODEL: it was asked once');
      });
    },
    'inherited arguments': () => owner.tenant.findMany(inheriting({ include: { storedEvents: true } })),
    'arguments that turn into others': () =>
      owner.tenant
        .findMany({ where: { AND: later<object>({ toJSON: () => ({ storedEvents: { some: {} } }) }) } })
        .then((rows) => {
          // Without the function nothing is asked: every tenant is found, whatever events it has.
          if (rows.length === 1) throw new Error('ACCESS.FOREIGN_MODEL: it was left out');
        }),
    'a reason that is not declared': () => Promise.resolve().then(() => owner.asSystem('because')),
  };

  it.each(Object.keys(attacks))('refuses %s', async (name) => {
    const before = [await root.tenant.findMany(), await root.storedEvent.findMany()];
    await expect((async () => await attacks[name]?.())()).rejects.toThrow('ACCESS.FOREIGN_MODEL');
    expect([await root.tenant.findMany(), await root.storedEvent.findMany()]).toEqual(before);
  });

  it('leads to nothing behind it', () => {
    const behind = [
      '_engine',
      '_originalClient',
      '$parent',
      '$extends',
      '$on',
      '$connect',
      '$disconnect',
      '_createPrismaPromise',
      '_request',
      '_engineConfig',
      'constructor',
      'then',
      'onModuleInit',
      'onModuleDestroy',
      '__proto__',
    ];
    expect(behind.filter((name) => Reflect.get(owner, name) !== undefined)).toEqual([]);
    expect(
      behind.filter(
        (name) =>
          Reflect.get(owner.tenant, name) !== undefined && name !== 'constructor' && name !== '__proto__',
      ),
    ).toEqual([]);
    expect(Object.getPrototypeOf(owner)).toBeNull();
    expect(() => Object.assign(owner, { tenant: root.tenant })).toThrow(TypeError);
    expect(() => Object.assign(owner.tenant, { findMany: () => [] })).toThrow(TypeError);
  });

  it('says whose the model is and the line that declares it', async () => {
    await expect(owner.storedEvent.findMany()).rejects.toMatchObject({
      code: 'ACCESS.FOREIGN_MODEL',
      component: 'owner',
      target: 'StoredEvent',
      message:
        'ACCESS.FOREIGN_MODEL: "StoredEvent" belongs to the component "reader", which "owner" does not require. ' +
        'Declare it in src/components/owner/component.json: "requires": { "reader": "^1.0.0" }',
    });
    await expect(owner.$queryRaw`SELECT 1`).rejects.toThrow(
      'src/components/owner/component.json: "database": { "raw": true }',
    );
  });

  it('steps outside for a declared reason, which is counted', async () => {
    expect(await owner.asSystem('count the events').storedEvent.count()).toBe(1);
    await owner
      .$transaction(async (tx) => {
        await tx.asSystem('count the events').storedEvent.deleteMany();
        throw new Error('undone');
      })
      .catch(() => undefined);
    expect(await root.storedEvent.count()).toBe(1);
    expect(clients.systemUses()).toEqual([{ component: 'owner', reason: 'count the events', count: 2 }]);
  });

  it('refuses everything where the component is not known', () => {
    const closed = clients.of('unknown');
    expect((): unknown => Reflect.get(closed, 'tenant')).toThrow('ACCESS.FOREIGN_MODEL');
    expect((): unknown => Reflect.get(closed, '$queryRaw')).toThrow('Inject PrismaService into a provider');
  });
});

function isClient(value: object): value is PrismaService {
  return 'tenant' in value;
}

function inheriting(values: object): object {
  const heir = {};
  Object.setPrototypeOf(heir, values);
  return heir;
}

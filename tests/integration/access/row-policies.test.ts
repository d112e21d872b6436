import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Delete, Get, Inject, Module, Param, Post } from '@nestjs/common';
import { PrismaService, RootClient } from '../../../src/database/index.ts';
import { useTestDatabase } from '../../../src/database/test-utils/index.ts';
import { definePolicy, type Principal, Public, runAs, systemPrincipal } from '../../../src/platform/index.ts';
import { bootApp } from '../../../src/platform/test-utils/boot-app.ts';
import { HttpClient } from '../../../src/platform/test-utils/index.ts';
import { TestPrincipals } from '../../../src/platform/test-utils/test-principals.ts';

declare global {
  interface TesseraPermissions {
    'press:posts.read': true;
    'press:posts.read-own': true;
    'press:posts.read-published': true;
    'press:posts.write-own': true;
    'press:posts.write': true;
    'press:posts.read-broken': true;
    'press:posts.write-related': true;
    'press:users.all': true;
    'press:users.read-own': true;
  }
}

const policy = definePolicy({
  model: 'DemoPost',
  rules: [
    { permission: 'press:posts.read', to: 'read' },
    { permission: 'press:posts.read-own', to: 'read', where: ({ id }) => ({ authorId: id }) },
    { permission: 'press:posts.read-published', to: 'read', where: () => ({ status: 'PUBLISHED' }) },
    {
      permission: 'press:posts.read-broken',
      to: 'read',
      where: ({ tenantId }) => (tenantId === undefined ? { AND: [] } : { authorId: tenantId }),
    },
    { permission: 'press:posts.write', to: 'write' },
    { permission: 'press:posts.write-related', to: 'write', where: ({ id }) => ({ author: { id } }) },
    { permission: 'press:posts.write-own', to: 'write', where: ({ id }) => ({ authorId: id }) },
  ],
});

const userPolicy = definePolicy({
  model: 'DemoUser',
  rules: [
    { permission: 'press:users.all', to: 'read' },
    { permission: 'press:users.all', to: 'write' },
    { permission: 'press:users.read-own', to: 'read', where: ({ id }) => ({ id }) },
  ],
});

@Public()
@Controller('press')
class PressController {
  constructor(@Inject(PrismaService) readonly prisma: PrismaService) {}

  @Get()
  list() {
    return this.prisma.demoPost.findMany({ orderBy: { id: 'asc' } });
  }

  @Get(':id')
  one(@Param('id') id: string) {
    return this.prisma.demoPost.findUniqueOrThrow({ where: { id } });
  }

  @Delete(':id')
  remove(@Param('id') id: string) {
    return this.prisma.demoPost.delete({ where: { id } });
  }

  @Post(':author')
  create(@Param('author') authorId: string) {
    return this.prisma.demoPost.create({ data: { title: 'New', authorId } });
  }
}

@Module({ controllers: [PressController], providers: [policy, userPolicy] })
class PressModule {}

const press = {
  name: 'press',
  version: '1.0.0',
  path: 'src/components/press',
  requires: [],
  optional: false,
  models: ['DemoUser', 'DemoPost'],
  access: { views: [], reads: [], writes: [], links: [], tenants: {}, system: ['tidy up'], raw: true },
  module: PressModule,
};

const ada: Principal = {
  kind: 'user',
  id: 'ada',
  permissions: ['press:posts.read-own', 'press:posts.write-own', 'press:users.all'],
};

describe('policies for rows', () => {
  const database = useTestDatabase();
  let app: Awaited<ReturnType<typeof bootApp>>;
  let root: RootClient;
  let prisma: PrismaService;
  let as: (principal: Partial<Principal>) => HttpClient;

  beforeAll(async () => {
    app = await bootApp(database.url, [press]);
    root = app.get(RootClient);
    prisma = app.get(PressController).prisma;
    const origin = await app.getUrl();
    as = (principal) => new HttpClient(origin, app.get(TestPrincipals).credentialsOf(principal));
  });
  beforeEach(async () => {
    await root.demoPost.deleteMany();
    await root.demoUser.deleteMany();
    for (const id of ['ada', 'bob']) {
      await root.demoUser.create({
        data: {
          id,
          email: `${id}@example.org`,
          name: id,
          posts: {
            create: [
              { id: `${id}-1`, title: `${id} 1`, status: 'DRAFT' },
              { id: `${id}-2`, title: `${id} 2`, status: 'PUBLISHED' },
            ],
          },
        },
      });
    }
  });
  afterAll(() => app.close());

  const asAda = <T>(ask: () => PromiseLike<T>): Promise<T> => runAs(ada, async () => await ask());
  const rows = () => root.demoPost.findMany({ orderBy: { id: 'asc' } });

  /** What is asked, and what somebody with two of the four rows may learn. */
  const reads: Record<string, [ask: () => PromiseLike<unknown>, answer: unknown]> = {
    'a list': [
      () => prisma.demoPost.findMany({ select: { id: true }, orderBy: { id: 'asc' } }),
      [{ id: 'ada-1' }, { id: 'ada-2' }],
    ],
    'a list of all by OR': [
      () =>
        prisma.demoPost.findMany({
          where: { OR: [{ authorId: 'bob' }, { id: { not: '' } }] },
          select: { authorId: true },
          distinct: ['authorId'],
        }),
      [{ authorId: 'ada' }],
    ],
    'the rows of another one': [() => prisma.demoPost.findMany({ where: { authorId: 'bob' } }), []],
    'the first row': [() => prisma.demoPost.findFirst({ where: { title: 'bob 1' } }), null],
    'a unique lookup': [() => prisma.demoPost.findUnique({ where: { id: 'bob-1' } }), null],
    'a unique lookup that brings its own AND': [
      () => prisma.demoPost.findUnique({ where: { id: 'bob-1', AND: { title: 'bob 1' } } }),
      null,
    ],
    'a count': [() => prisma.demoPost.count(), 2],
    'a count with a selection': [() => prisma.demoPost.count({ select: { _all: true } }), { _all: 2 }],
    'an aggregate': [
      () => prisma.demoPost.aggregate({ _max: { title: true } }),
      { _max: { title: 'ada 2' } },
    ],
    groups: [
      () => prisma.demoPost.groupBy({ by: ['authorId'], _count: true, orderBy: { authorId: 'asc' } }),
      [{ authorId: 'ada', _count: 2 }],
    ],
    'an included list': [
      () =>
        prisma.demoUser.findMany({
          orderBy: { id: 'asc' },
          select: { posts: { select: { id: true }, orderBy: { id: 'asc' } } },
        }),
      [{ posts: [{ id: 'ada-1' }, { id: 'ada-2' }] }, { posts: [] }],
    ],
    'an included list with a filter': [
      () =>
        prisma.demoUser.findUnique({
          where: { id: 'bob' },
          select: { posts: { where: { OR: [{}, { id: 'bob-1' }] } } },
        }),
      { posts: [] },
    ],
    'a count of a relation': [
      () =>
        prisma.demoUser.findMany({ orderBy: { id: 'asc' }, select: { _count: { select: { posts: true } } } }),
      [{ _count: { posts: 2 } }, { _count: { posts: 0 } }],
    ],
    'the filter oracle, some': [
      () => prisma.demoUser.findMany({ where: { posts: { some: { title: { startsWith: 'b' } } } } }),
      [],
    ],
    'the filter oracle, none': [() => prisma.demoUser.count({ where: { posts: { none: {} } } }), 1],
    'the filter oracle, through two models': [
      () => prisma.demoPost.count({ where: { author: { posts: { some: { title: 'bob 1' } } } } }),
      0,
    ],
    'the filter oracle inside NOT': [
      () =>
        prisma.demoUser.findMany({
          where: { NOT: [{ posts: { some: { title: 'bob 1' } } }] },
          select: { id: true },
          orderBy: { id: 'asc' },
        }),
      [{ id: 'ada' }, { id: 'bob' }],
    ],
    'an included list inside a write': [
      () => prisma.demoUser.update({ where: { id: 'bob' }, data: {}, select: { posts: true } }),
      { posts: [] },
    ],
    'a batch': [
      () =>
        prisma.$transaction([
          prisma.demoPost.count(),
          prisma.demoPost.findMany({ where: { authorId: 'bob' } }),
        ]),
      [2, []],
    ],
    'a transaction': [() => prisma.$transaction((tx) => tx.demoPost.count()), 2],
    'a cursor of its own': [
      () =>
        prisma.demoPost.findMany({
          cursor: { id: 'ada-1' },
          skip: 1,
          orderBy: { id: 'asc' },
          select: { id: true },
        }),
      [{ id: 'ada-2' }],
    ],
    'a cursor of another one, upwards': [
      () =>
        prisma.demoPost.findMany({
          cursor: { id: 'bob-1' },
          orderBy: { title: 'asc' },
          select: { id: true },
        }),
      [],
    ],
    'a cursor of another one, downwards': [
      () =>
        prisma.demoPost.findMany({
          cursor: { id: 'bob-1' },
          orderBy: { title: 'desc' },
          select: { id: true },
        }),
      [],
    ],
    'a cursor that says whose it is': [
      () => prisma.demoPost.findMany({ cursor: { id: 'bob-1', authorId: 'bob' }, select: { id: true } }),
      [],
    ],
    'a cursor of another one, without an order': [
      () => prisma.demoPost.findMany({ cursor: { id: 'bob-1' }, take: -5, select: { id: true } }),
      [],
    ],
    'a cursor of another one, among distinct rows': [
      () =>
        prisma.demoPost.findMany({
          cursor: { id: 'bob-1' },
          distinct: ['status'],
          orderBy: { title: 'desc' },
          select: { id: true },
        }),
      [],
    ],
    'a cursor of another one, counted': [() => prisma.demoPost.count({ cursor: { id: 'bob-1' } }), 0],
    'a cursor of another one, aggregated': [
      () => prisma.demoPost.aggregate({ cursor: { id: 'bob-1' }, _count: true }),
      { _count: 0 },
    ],
    'a cursor of its own, inside an included list': [
      () =>
        prisma.demoUser.findUnique({
          where: { id: 'ada' },
          select: { posts: { cursor: { id: 'ada-2' }, orderBy: { id: 'asc' }, select: { id: true } } },
        }),
      { posts: [{ id: 'ada-2' }] },
    ],
    'a cursor of another one, inside an included list': [
      () =>
        prisma.demoUser.findMany({
          orderBy: { id: 'asc' },
          select: { posts: { cursor: { id: 'bob-1' }, orderBy: { title: 'desc' } } },
        }),
      [{ posts: [] }, { posts: [] }],
    ],
  };

  it.each(Object.keys(reads))('keeps %s to the rows of the principal', async (name) => {
    const [ask, answer] = reads[name] ?? [];
    expect(await asAda(async () => await ask?.())).toEqual(answer);
  });

  const writes: Record<string, [ask: () => PromiseLike<unknown>, failure: string | undefined]> = {
    'an update by id': [
      () => prisma.demoPost.update({ where: { id: 'bob-1' }, data: { title: 'x' } }),
      'P2025',
    ],
    'an update of many': [
      () => prisma.demoPost.updateMany({ where: { authorId: 'bob' }, data: { title: 'x' } }),
      undefined,
    ],
    'an update of many that gives them back': [
      () => prisma.demoPost.updateManyAndReturn({ where: { id: 'bob-1' }, data: { title: 'x' } }),
      undefined,
    ],
    'a delete by id': [() => prisma.demoPost.delete({ where: { id: 'bob-1' } }), 'P2025'],
    'a delete of many': [
      () => prisma.demoPost.deleteMany({ where: { NOT: { authorId: 'ada' } } }),
      undefined,
    ],
    'an upsert of another one': [
      () =>
        prisma.demoPost.upsert({
          where: { id: 'bob-1' },
          create: { id: 'bob-1', title: 'x', authorId: 'ada' },
          update: { title: 'x' },
        }),
      'P2002',
    ],
    'a row for another one': [
      () => prisma.demoPost.create({ data: { title: 'x', authorId: 'bob' } }),
      'ACCESS.ROWS_DENIED',
    ],
    'many rows, one for another one': [
      () =>
        prisma.demoPost.createMany({
          data: [
            { title: 'x', authorId: 'ada' },
            { title: 'x', authorId: 'bob' },
          ],
        }),
      'ACCESS.ROWS_DENIED',
    ],
    'a row that is given away': [
      () => prisma.demoPost.update({ where: { id: 'ada-1' }, data: { authorId: 'bob' } }),
      'ACCESS.ROWS_DENIED',
    ],
    'a row that is given away by set': [
      () => prisma.demoPost.update({ where: { id: 'ada-1' }, data: { authorId: { set: 'bob' } } }),
      'ACCESS.ROWS_DENIED',
    ],
    'a row that is given away by a relation': [
      () => prisma.demoPost.update({ where: { id: 'ada-1' }, data: { author: { connect: { id: 'bob' } } } }),
      'ACCESS.UNLIMITED_QUERY',
    ],
    'a nested create': [
      () => prisma.demoUser.update({ where: { id: 'bob' }, data: { posts: { create: { title: 'x' } } } }),
      'ACCESS.UNLIMITED_QUERY',
    ],
    'a nested update': [
      () =>
        prisma.demoUser.update({
          where: { id: 'bob' },
          data: { posts: { updateMany: { where: {}, data: { title: 'x' } } } },
        }),
      'ACCESS.UNLIMITED_QUERY',
    ],
    'a nested delete': [
      () => prisma.demoUser.update({ where: { id: 'bob' }, data: { posts: { deleteMany: {} } } }),
      'ACCESS.UNLIMITED_QUERY',
    ],
    'a nested connect': [
      () => prisma.demoUser.update({ where: { id: 'ada' }, data: { posts: { connect: { id: 'bob-1' } } } }),
      'ACCESS.UNLIMITED_QUERY',
    ],
    'a nested write of a new row': [
      () =>
        prisma.demoUser.create({
          data: { email: 'c@example.org', name: 'c', posts: { connect: [{ id: 'bob-1' }] } },
        }),
      'ACCESS.UNLIMITED_QUERY',
    ],
    'the filter oracle of an update': [
      () =>
        prisma.demoUser.updateMany({ where: { posts: { some: { authorId: 'bob' } } }, data: { name: 'x' } }),
      undefined,
    ],
    SQL: [() => prisma.$executeRaw`UPDATE "DemoPost" SET title = 'x'`, 'ACCESS.UNLIMITED_QUERY'],
    'SQL that reads': [() => prisma.$queryRaw`SELECT * FROM "DemoPost"`, 'ACCESS.UNLIMITED_QUERY'],
    'sorting by a relation': [
      () => prisma.demoUser.findMany({ orderBy: { posts: { _count: 'desc' } } }),
      'ACCESS.UNLIMITED_QUERY',
    ],
    'a count of all relations': [
      () => prisma.demoUser.findMany({ include: { _count: true } }),
      'ACCESS.UNLIMITED_QUERY',
    ],
    every: [
      () => prisma.demoUser.findMany({ where: { posts: { every: { title: 'x' } } } }),
      'ACCESS.UNLIMITED_QUERY',
    ],
    'the fluent API': [
      () => prisma.demoUser.findUniqueOrThrow({ where: { id: 'bob' } }).posts(),
      'ACCESS.UNLIMITED_QUERY',
    ],
  };

  it.each(Object.keys(writes))('changes and shows nothing of others by %s', async (name) => {
    const [ask, failure] = writes[name] ?? [];
    const before = [await rows(), await root.demoUser.findMany()];
    const asked = asAda(async () => await ask?.());
    if (failure === undefined) expect([[], { count: 0 }]).toContainEqual(await asked);
    else await expect(asked).rejects.toMatchObject({ code: failure });
    expect([await rows(), await root.demoUser.findMany()]).toEqual(before);
  });

  it('lets rows of its own be written', async () => {
    await asAda(() => prisma.demoPost.create({ data: { id: 'ada-3', title: 'c', authorId: 'ada' } }));
    await asAda(() =>
      prisma.demoPost.update({ where: { id: 'ada-1' }, data: { title: 'a', authorId: 'ada' } }),
    );
    await asAda(() =>
      prisma.demoPost.upsert({
        where: { id: 'ada-4' },
        create: { id: 'ada-4', title: 'd', authorId: 'ada' },
        update: {},
      }),
    );
    expect(await asAda(() => prisma.demoPost.deleteMany())).toEqual({ count: 4 });
    expect((await rows()).map(({ id }) => id)).toEqual(['bob-1', 'bob-2']);
  });

  it('adds rules up, and takes the one without a condition for all rows', async () => {
    const count = (permissions: string[]) =>
      runAs({ ...ada, permissions }, async () => await prisma.demoPost.count());
    expect(await count(['press:posts.read-own', 'press:posts.read-published'])).toBe(3);
    expect(await count(['press:posts.read-own', 'press:posts.read'])).toBe(4);
    expect(await count(['press:*'])).toBe(4);
    await expect(count(['press:posts.write'])).rejects.toMatchObject({ code: 'ACCESS.ROWS_DENIED' });
    await expect((async () => await prisma.demoPost.count())()).rejects.toMatchObject({
      code: 'ACCESS.ROWS_DENIED',
    });
  });

  it('refuses what conditions cannot be compared with', async () => {
    const permissions = ['press:posts.read-own', 'press:posts.read-published', 'press:posts.write-own'];
    const paged = runAs(
      { ...ada, permissions },
      async () => await prisma.demoPost.findMany({ cursor: { id: 'ada-1' } }),
    );
    await expect(paged).rejects.toMatchObject({ code: 'ACCESS.UNLIMITED_QUERY' });
  });

  it('filters by any condition, and refuses data that cannot be compared with it', async () => {
    const permissions = ['press:posts.read', 'press:posts.write-related'];
    const asRelated = (ask: () => PromiseLike<unknown>) =>
      runAs({ ...ada, permissions }, async () => await ask());
    const unlimited = { code: 'ACCESS.UNLIMITED_QUERY' };
    const data = { title: 'x', authorId: 'ada' };
    await expect(asRelated(() => prisma.demoPost.create({ data }))).rejects.toMatchObject(unlimited);
    await expect(asRelated(() => prisma.demoPost.updateMany({ data }))).rejects.toMatchObject(unlimited);
    expect(await asRelated(() => prisma.demoPost.deleteMany())).toEqual({ count: 2 });
    expect((await rows()).map(({ id }) => id)).toEqual(['bob-1', 'bob-2']);
  });

  it('refuses relations to one of which some are hidden, and filters by them', async () => {
    const permissions = ['press:posts.read', 'press:posts.write', 'press:users.read-own'];
    const asReader = (ask: () => PromiseLike<unknown>) =>
      runAs({ ...ada, permissions }, async () => await ask());
    const refused: (() => PromiseLike<unknown>)[] = [
      () => prisma.demoPost.findMany({ include: { author: true } }),
      () => prisma.demoPost.findFirst({ select: { author: { select: { email: true } } } }),
      () => prisma.demoPost.delete({ where: { id: 'bob-1' }, include: { author: true } }),
      () => prisma.demoPost.findUniqueOrThrow({ where: { id: 'bob-1' } }).author(),
      () => prisma.demoPost.findMany({ orderBy: { author: { email: 'asc' } } }),
      () => prisma.demoPost.update({ where: { id: 'bob-1' }, data: { author: { update: { name: 'x' } } } }),
      () => prisma.demoPost.update({ where: { id: 'ada-1' }, data: { author: { connect: { id: 'bob' } } } }),
    ];
    for (const ask of refused) {
      await expect(asReader(ask)).rejects.toMatchObject({ code: 'ACCESS.UNLIMITED_QUERY' });
    }
    await expect(
      asReader(() => prisma.demoUser.update({ where: { id: 'ada' }, data: { name: 'x' } })),
    ).rejects.toMatchObject({ code: 'ACCESS.ROWS_DENIED' });
    const count = (where: Parameters<typeof prisma.demoPost.count>[0]) =>
      asReader(() => prisma.demoPost.count(where));
    expect(await count({ where: { author: { email: { startsWith: 'b' } } } })).toBe(0);
    expect(await count({ where: { author: { is: { email: { startsWith: 'b' } } } } })).toBe(0);
    expect(await count({ where: { author: { isNot: { email: { startsWith: 'b' } } } } })).toBe(4);
    expect(await count({ where: { author: { posts: { some: { title: 'ada 1' } } } } })).toBe(2);
    expect(await rows()).toHaveLength(4);
  });

  it('refuses a condition that lacks a value', async () => {
    const broken = runAs(
      { ...ada, permissions: ['press:posts.read-broken'] },
      async () => await prisma.demoPost.count(),
    );
    await expect(broken).rejects.toMatchObject({ code: 'ACCESS.INVALID_POLICY' });
  });

  it('leaves the system and declared reasons alone', async () => {
    expect(await runAs(systemPrincipal('nightly'), async () => await prisma.demoPost.count())).toBe(4);
    expect(await asAda(() => prisma.asSystem('tidy up').demoPost.count())).toBe(4);
  });

  it('decides when a query is made, wherever it is awaited, also in one tick', async () => {
    const bob: Principal = { ...ada, id: 'bob' };
    const find = (id: string) => prisma.demoPost.findUnique({ where: { id }, select: { id: true } });
    const asked = [
      runAs(ada, () => find('ada-1')),
      runAs(bob, () => find('ada-1')),
      runAs(ada, () => find('bob-1')),
      runAs(bob, () => find('bob-1')),
    ];
    expect(await Promise.all(asked)).toEqual([{ id: 'ada-1' }, null, null, { id: 'bob-1' }]);
  });

  it('refuses to start with two policies for one model', async () => {
    @Module({ providers: [policy, definePolicy({ model: 'DemoPost', rules: [] })] })
    class TwiceModule {}
    await expect(bootApp(database.url, [{ ...press, module: TwiceModule }])).rejects.toMatchObject({
      code: 'ACCESS.INVALID_POLICY',
    });
  });

  it('is answered over HTTP: 404 for rows of others, 403 for what none of the permissions is for', async () => {
    const client = as(ada);
    expect(await client.get('/press')).toMatchObject({
      status: 200,
      body: [{ id: 'ada-1' }, { id: 'ada-2' }],
    });
    expect(await client.get('/press/ada-1')).toMatchObject({ status: 200 });
    expect(await client.get('/press/bob-1')).toMatchObject({ status: 404 });
    expect(await client.delete('/press/bob-1')).toMatchObject({ status: 404 });
    expect(await client.post('/press/bob')).toMatchObject({ status: 403 });
    expect(await client.post('/press/ada')).toMatchObject({ status: 201 });
    expect(await as({}).get('/press')).toMatchObject({ status: 403 });
    expect(await rows()).toHaveLength(5);
  });
});

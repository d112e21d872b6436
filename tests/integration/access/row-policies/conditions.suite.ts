import { expect, it } from '@jest/globals';
import { runAs } from '../../../../src/platform/index.ts';
import { ada, type Press } from './press.ts';

/** What rules come to together, and which conditions a query cannot be limited by. */
export function testConditions(press: Press): void {
  it('adds rules up, and takes the one without a condition for all rows', async () => {
    const count = (permissions: string[]) =>
      runAs({ ...ada, permissions }, async () => await press.prisma.demoPost.count());
    expect(await count(['press:posts.read-own', 'press:posts.read-published'])).toBe(3);
    expect(await count(['press:posts.read-own', 'press:posts.read'])).toBe(4);
    expect(await count(['press:*'])).toBe(4);
    await expect(count(['press:posts.write'])).rejects.toMatchObject({ code: 'ACCESS.ROWS_DENIED' });
    await expect((async () => await press.prisma.demoPost.count())()).rejects.toMatchObject({
      code: 'ACCESS.ROWS_DENIED',
    });
  });

  it('refuses what conditions cannot be compared with', async () => {
    const permissions = ['press:posts.read-own', 'press:posts.read-published', 'press:posts.write-own'];
    const paged = runAs(
      { ...ada, permissions },
      async () => await press.prisma.demoPost.findMany({ cursor: { id: 'ada-1' } }),
    );
    await expect(paged).rejects.toMatchObject({ code: 'ACCESS.UNLIMITED_QUERY' });
  });

  it('filters by any condition, and refuses data that cannot be compared with it', async () => {
    const permissions = ['press:posts.read', 'press:posts.write-related'];
    const asRelated = (ask: () => PromiseLike<unknown>) =>
      runAs({ ...ada, permissions }, async () => await ask());
    const unlimited = { code: 'ACCESS.UNLIMITED_QUERY' };
    const data = { title: 'x', authorId: 'ada' };
    await expect(asRelated(() => press.prisma.demoPost.create({ data }))).rejects.toMatchObject(unlimited);
    await expect(asRelated(() => press.prisma.demoPost.updateMany({ data }))).rejects.toMatchObject(
      unlimited,
    );
    expect(await asRelated(() => press.prisma.demoPost.deleteMany())).toEqual({ count: 2 });
    expect((await press.rows()).map(({ id }) => id)).toEqual(['bob-1', 'bob-2']);
  });

  it('refuses relations to one of which some are hidden, and filters by them', async () => {
    const permissions = ['press:posts.read', 'press:posts.write', 'press:users.read-own'];
    const asReader = (ask: () => PromiseLike<unknown>) =>
      runAs({ ...ada, permissions }, async () => await ask());
    const refused: (() => PromiseLike<unknown>)[] = [
      () => press.prisma.demoPost.findMany({ include: { author: true } }),
      () => press.prisma.demoPost.findFirst({ select: { author: { select: { email: true } } } }),
      () => press.prisma.demoPost.delete({ where: { id: 'bob-1' }, include: { author: true } }),
      () => press.prisma.demoPost.findUniqueOrThrow({ where: { id: 'bob-1' } }).author(),
      () => press.prisma.demoPost.findMany({ orderBy: { author: { email: 'asc' } } }),
      () =>
        press.prisma.demoPost.update({ where: { id: 'bob-1' }, data: { author: { update: { name: 'x' } } } }),
      () =>
        press.prisma.demoPost.update({
          where: { id: 'ada-1' },
          data: { author: { connect: { id: 'bob' } } },
        }),
    ];
    for (const ask of refused) {
      await expect(asReader(ask)).rejects.toMatchObject({ code: 'ACCESS.UNLIMITED_QUERY' });
    }
    await expect(
      asReader(() => press.prisma.demoUser.update({ where: { id: 'ada' }, data: { name: 'x' } })),
    ).rejects.toMatchObject({ code: 'ACCESS.ROWS_DENIED' });
    const count = (where: Parameters<typeof press.prisma.demoPost.count>[0]) =>
      asReader(() => press.prisma.demoPost.count(where));
    expect(await count({ where: { author: { email: { startsWith: 'b' } } } })).toBe(0);
    expect(await count({ where: { author: { is: { email: { startsWith: 'b' } } } } })).toBe(0);
    expect(await count({ where: { author: { isNot: { email: { startsWith: 'b' } } } } })).toBe(4);
    expect(await count({ where: { author: { posts: { some: { title: 'ada 1' } } } } })).toBe(2);
    expect(await press.rows()).toHaveLength(4);
  });

  it('refuses a condition that lacks a value', async () => {
    const broken = runAs(
      { ...ada, permissions: ['press:posts.read-broken'] },
      async () => await press.prisma.demoPost.count(),
    );
    await expect(broken).rejects.toMatchObject({ code: 'ACCESS.INVALID_POLICY' });
  });
}

import { expect, it } from '@jest/globals';
import { asAda, type Press } from './press.ts';

/** Every way to write that Prisma's queries offer. */
export function testWrites(press: Press): void {
  const writes: Record<string, [ask: () => PromiseLike<unknown>, failure: string | undefined]> = {
    'an update by id': [
      () => press.prisma.demoPost.update({ where: { id: 'bob-1' }, data: { title: 'x' } }),
      'P2025',
    ],
    'an update of many': [
      () => press.prisma.demoPost.updateMany({ where: { authorId: 'bob' }, data: { title: 'x' } }),
      undefined,
    ],
    'an update of many that gives them back': [
      () => press.prisma.demoPost.updateManyAndReturn({ where: { id: 'bob-1' }, data: { title: 'x' } }),
      undefined,
    ],
    'a delete by id': [() => press.prisma.demoPost.delete({ where: { id: 'bob-1' } }), 'P2025'],
    'a delete of many': [
      () => press.prisma.demoPost.deleteMany({ where: { NOT: { authorId: 'ada' } } }),
      undefined,
    ],
    'an upsert of another one': [
      () =>
        press.prisma.demoPost.upsert({
          where: { id: 'bob-1' },
          create: { id: 'bob-1', title: 'x', authorId: 'ada' },
          update: { title: 'x' },
        }),
      'P2002',
    ],
    'a row for another one': [
      () => press.prisma.demoPost.create({ data: { title: 'x', authorId: 'bob' } }),
      'ACCESS.ROWS_DENIED',
    ],
    'many rows, one for another one': [
      () =>
        press.prisma.demoPost.createMany({
          data: [
            { title: 'x', authorId: 'ada' },
            { title: 'x', authorId: 'bob' },
          ],
        }),
      'ACCESS.ROWS_DENIED',
    ],
    'a row that is given away': [
      () => press.prisma.demoPost.update({ where: { id: 'ada-1' }, data: { authorId: 'bob' } }),
      'ACCESS.ROWS_DENIED',
    ],
    'a row that is given away by set': [
      () => press.prisma.demoPost.update({ where: { id: 'ada-1' }, data: { authorId: { set: 'bob' } } }),
      'ACCESS.ROWS_DENIED',
    ],
    'a row that is given away by a relation': [
      () =>
        press.prisma.demoPost.update({
          where: { id: 'ada-1' },
          data: { author: { connect: { id: 'bob' } } },
        }),
      'ACCESS.UNLIMITED_QUERY',
    ],
    'a nested create': [
      () =>
        press.prisma.demoUser.update({ where: { id: 'bob' }, data: { posts: { create: { title: 'x' } } } }),
      'ACCESS.UNLIMITED_QUERY',
    ],
    'a nested update': [
      () =>
        press.prisma.demoUser.update({
          where: { id: 'bob' },
          data: { posts: { updateMany: { where: {}, data: { title: 'x' } } } },
        }),
      'ACCESS.UNLIMITED_QUERY',
    ],
    'a nested delete': [
      () => press.prisma.demoUser.update({ where: { id: 'bob' }, data: { posts: { deleteMany: {} } } }),
      'ACCESS.UNLIMITED_QUERY',
    ],
    'a nested connect': [
      () =>
        press.prisma.demoUser.update({ where: { id: 'ada' }, data: { posts: { connect: { id: 'bob-1' } } } }),
      'ACCESS.UNLIMITED_QUERY',
    ],
    'a nested write of a new row': [
      () =>
        press.prisma.demoUser.create({
          data: { email: 'c@example.org', name: 'c', posts: { connect: [{ id: 'bob-1' }] } },
        }),
      'ACCESS.UNLIMITED_QUERY',
    ],
    'the filter oracle of an update': [
      () =>
        press.prisma.demoUser.updateMany({
          where: { posts: { some: { authorId: 'bob' } } },
          data: { name: 'x' },
        }),
      undefined,
    ],
    SQL: [() => press.prisma.$executeRaw`UPDATE "DemoPost" SET title = 'x'`, 'ACCESS.UNLIMITED_QUERY'],
    'SQL that reads': [() => press.prisma.$queryRaw`SELECT * FROM "DemoPost"`, 'ACCESS.UNLIMITED_QUERY'],
    'sorting by a relation': [
      () => press.prisma.demoUser.findMany({ orderBy: { posts: { _count: 'desc' } } }),
      'ACCESS.UNLIMITED_QUERY',
    ],
    'a count of all relations': [
      () => press.prisma.demoUser.findMany({ include: { _count: true } }),
      'ACCESS.UNLIMITED_QUERY',
    ],
    every: [
      () => press.prisma.demoUser.findMany({ where: { posts: { every: { title: 'x' } } } }),
      'ACCESS.UNLIMITED_QUERY',
    ],
    'the fluent API': [
      () => press.prisma.demoUser.findUniqueOrThrow({ where: { id: 'bob' } }).posts(),
      'ACCESS.UNLIMITED_QUERY',
    ],
  };

  it.each(Object.keys(writes))('changes and shows nothing of others by %s', async (name) => {
    const [ask, failure] = writes[name] ?? [];
    const before = [await press.rows(), await press.root.demoUser.findMany()];
    const asked = asAda(async () => await ask?.());
    if (failure === undefined) expect([[], { count: 0 }]).toContainEqual(await asked);
    else await expect(asked).rejects.toMatchObject({ code: failure });
    expect([await press.rows(), await press.root.demoUser.findMany()]).toEqual(before);
  });

  it('lets rows of its own be written', async () => {
    await asAda(() => press.prisma.demoPost.create({ data: { id: 'ada-3', title: 'c', authorId: 'ada' } }));
    await asAda(() =>
      press.prisma.demoPost.update({ where: { id: 'ada-1' }, data: { title: 'a', authorId: 'ada' } }),
    );
    await asAda(() =>
      press.prisma.demoPost.upsert({
        where: { id: 'ada-4' },
        create: { id: 'ada-4', title: 'd', authorId: 'ada' },
        update: {},
      }),
    );
    expect(await asAda(() => press.prisma.demoPost.deleteMany())).toEqual({ count: 4 });
    expect((await press.rows()).map(({ id }) => id)).toEqual(['bob-1', 'bob-2']);
  });
}

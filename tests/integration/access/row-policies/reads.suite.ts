import { expect, it } from '@jest/globals';
import { asAda, type Press } from './press.ts';

/** Every way to read that Prisma's queries offer. */
export function testReads(press: Press): void {
  /** What is asked, and what somebody with two of the four rows may learn. */
  const reads: Record<string, [ask: () => PromiseLike<unknown>, answer: unknown]> = {
    'a list': [
      () => press.prisma.demoPost.findMany({ select: { id: true }, orderBy: { id: 'asc' } }),
      [{ id: 'ada-1' }, { id: 'ada-2' }],
    ],
    'a list of all by OR': [
      () =>
        press.prisma.demoPost.findMany({
          where: { OR: [{ authorId: 'bob' }, { id: { not: '' } }] },
          select: { authorId: true },
          distinct: ['authorId'],
        }),
      [{ authorId: 'ada' }],
    ],
    'the rows of another one': [() => press.prisma.demoPost.findMany({ where: { authorId: 'bob' } }), []],
    'the first row': [() => press.prisma.demoPost.findFirst({ where: { title: 'bob 1' } }), null],
    'a unique lookup': [() => press.prisma.demoPost.findUnique({ where: { id: 'bob-1' } }), null],
    'a unique lookup that brings its own AND': [
      () => press.prisma.demoPost.findUnique({ where: { id: 'bob-1', AND: { title: 'bob 1' } } }),
      null,
    ],
    'a count': [() => press.prisma.demoPost.count(), 2],
    'a count with a selection': [() => press.prisma.demoPost.count({ select: { _all: true } }), { _all: 2 }],
    'an aggregate': [
      () => press.prisma.demoPost.aggregate({ _max: { title: true } }),
      { _max: { title: 'ada 2' } },
    ],
    groups: [
      () => press.prisma.demoPost.groupBy({ by: ['authorId'], _count: true, orderBy: { authorId: 'asc' } }),
      [{ authorId: 'ada', _count: 2 }],
    ],
    'an included list': [
      () =>
        press.prisma.demoUser.findMany({
          orderBy: { id: 'asc' },
          select: { posts: { select: { id: true }, orderBy: { id: 'asc' } } },
        }),
      [{ posts: [{ id: 'ada-1' }, { id: 'ada-2' }] }, { posts: [] }],
    ],
    'an included list with a filter': [
      () =>
        press.prisma.demoUser.findUnique({
          where: { id: 'bob' },
          select: { posts: { where: { OR: [{}, { id: 'bob-1' }] } } },
        }),
      { posts: [] },
    ],
    'a count of a relation': [
      () =>
        press.prisma.demoUser.findMany({
          orderBy: { id: 'asc' },
          select: { _count: { select: { posts: true } } },
        }),
      [{ _count: { posts: 2 } }, { _count: { posts: 0 } }],
    ],
    'the filter oracle, some': [
      () => press.prisma.demoUser.findMany({ where: { posts: { some: { title: { startsWith: 'b' } } } } }),
      [],
    ],
    'the filter oracle, none': [() => press.prisma.demoUser.count({ where: { posts: { none: {} } } }), 1],
    'the filter oracle, through two models': [
      () => press.prisma.demoPost.count({ where: { author: { posts: { some: { title: 'bob 1' } } } } }),
      0,
    ],
    'the filter oracle inside NOT': [
      () =>
        press.prisma.demoUser.findMany({
          where: { NOT: [{ posts: { some: { title: 'bob 1' } } }] },
          select: { id: true },
          orderBy: { id: 'asc' },
        }),
      [{ id: 'ada' }, { id: 'bob' }],
    ],
    'an included list inside a write': [
      () => press.prisma.demoUser.update({ where: { id: 'bob' }, data: {}, select: { posts: true } }),
      { posts: [] },
    ],
    'a batch': [
      () =>
        press.prisma.$transaction([
          press.prisma.demoPost.count(),
          press.prisma.demoPost.findMany({ where: { authorId: 'bob' } }),
        ]),
      [2, []],
    ],
    'a transaction': [() => press.prisma.$transaction((tx) => tx.demoPost.count()), 2],
    'a cursor of its own': [
      () =>
        press.prisma.demoPost.findMany({
          cursor: { id: 'ada-1' },
          skip: 1,
          orderBy: { id: 'asc' },
          select: { id: true },
        }),
      [{ id: 'ada-2' }],
    ],
    'a cursor of another one, upwards': [
      () =>
        press.prisma.demoPost.findMany({
          cursor: { id: 'bob-1' },
          orderBy: { title: 'asc' },
          select: { id: true },
        }),
      [],
    ],
    'a cursor of another one, downwards': [
      () =>
        press.prisma.demoPost.findMany({
          cursor: { id: 'bob-1' },
          orderBy: { title: 'desc' },
          select: { id: true },
        }),
      [],
    ],
    'a cursor that says whose it is': [
      () =>
        press.prisma.demoPost.findMany({ cursor: { id: 'bob-1', authorId: 'bob' }, select: { id: true } }),
      [],
    ],
    'a cursor of another one, without an order': [
      () => press.prisma.demoPost.findMany({ cursor: { id: 'bob-1' }, take: -5, select: { id: true } }),
      [],
    ],
    'a cursor of another one, among distinct rows': [
      () =>
        press.prisma.demoPost.findMany({
          cursor: { id: 'bob-1' },
          distinct: ['status'],
          orderBy: { title: 'desc' },
          select: { id: true },
        }),
      [],
    ],
    'a cursor of another one, counted': [() => press.prisma.demoPost.count({ cursor: { id: 'bob-1' } }), 0],
    'a cursor of another one, aggregated': [
      () => press.prisma.demoPost.aggregate({ cursor: { id: 'bob-1' }, _count: true }),
      { _count: 0 },
    ],
    'a cursor of its own, inside an included list': [
      () =>
        press.prisma.demoUser.findUnique({
          where: { id: 'ada' },
          select: { posts: { cursor: { id: 'ada-2' }, orderBy: { id: 'asc' }, select: { id: true } } },
        }),
      { posts: [{ id: 'ada-2' }] },
    ],
    'a cursor of another one, inside an included list': [
      () =>
        press.prisma.demoUser.findMany({
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
}

import { expect, it } from '@jest/globals';
import { event, eventKey, type ScopedClients } from './scoped-clients.ts';

/** Every way to a model of another component that Prisma's queries offer. */
export function testAttacks(clients: ScopedClients): void {
  const later = <T extends object>(values: T): T => values;
  /** Each returns a promise; not one of them may resolve. */
  const attacks: Record<string, () => PromiseLike<unknown>> = {
    'a foreign model': () => clients.owner.storedEvent.findMany(),
    'a foreign model by its unique key': () => clients.owner.storedEvent.findUnique({ where: eventKey }),
    'counting a foreign model': () => clients.owner.storedEvent.count(),
    'aggregating a foreign model': () => clients.owner.storedEvent.aggregate({ _max: { version: true } }),
    'grouping a foreign model': () => clients.owner.storedEvent.groupBy({ by: ['type'] }),
    'writing a foreign model': () =>
      clients.owner.storedEvent.create({ data: { ...event, id: 'e9', version: 9 } }),
    'writing many': () =>
      clients.owner.storedEvent.createManyAndReturn({ data: [{ ...event, id: 'e9', version: 9 }] }),
    'deleting a foreign model': () => clients.owner.storedEvent.deleteMany(),
    include: () => clients.owner.tenant.findMany({ include: { storedEvents: true } }),
    'include inside include': () =>
      clients.owner.tenantWorkspace.findMany({ include: { tenant: { include: { storedEvents: true } } } }),
    select: () => clients.owner.tenant.findMany({ select: { storedEvents: { select: { data: true } } } }),
    'a count of relations': () =>
      clients.owner.tenant.findMany({ select: { _count: { select: { storedEvents: true } } } }),
    'a count of all relations': () => clients.owner.tenant.findMany({ include: { _count: true } }),
    'the filter oracle': () =>
      clients.owner.tenant.findMany({ where: { storedEvents: { some: { type: 'Won' } } } }),
    'the filter oracle in a count': () =>
      clients.owner.tenant.count({ where: { NOT: [{ storedEvents: { none: {} } }] } }),
    'the filter oracle through two models': () =>
      clients.owner.tenantWorkspace.findMany({
        where: { tenant: { is: { AND: { storedEvents: { every: { version: 1 } } } } } },
      }),
    'the filter oracle of an update': () =>
      clients.owner.tenant.updateMany({ where: { storedEvents: { some: {} } }, data: { name: 'x' } }),
    'ordering by a relation': () =>
      clients.owner.tenant.findMany({ orderBy: { storedEvents: { _count: 'desc' } } }),
    'ordering by two models': () =>
      clients.owner.tenantWorkspace.findMany({ orderBy: [{ tenant: { storedEvents: { _count: 'desc' } } }] }),
    'a nested create': () =>
      clients.owner.tenant.update({
        where: { id: 't1' },
        data: {
          storedEvents: {
            create: { id: 'e9', aggregateType: 'a', aggregateId: 'a', version: 1, type: 't', data: {} },
          },
        },
      }),
    'a nested connect': () =>
      clients.owner.tenant.update({ where: { id: 't1' }, data: { storedEvents: { connect: eventKey } } }),
    'a nested delete': () =>
      clients.owner.tenant.update({ where: { id: 't1' }, data: { storedEvents: { deleteMany: {} } } }),
    'a nested write inside a nested write': () =>
      clients.owner.tenantWorkspace.create({
        data: {
          name: 'w',
          slug: 'w',
          tenant: {
            connectOrCreate: {
              where: { id: 't1' },
              create: { slug: 'a', name: 'a', storedEvents: { connect: eventKey } },
            },
          },
        },
      }),
    'an upsert': () =>
      clients.owner.tenant.upsert({
        where: { id: 't1' },
        create: { slug: 'b', name: 'b' },
        update: { storedEvents: { updateMany: { where: {}, data: { type: 'x' } } } },
      }),
    'what a write gives back': () =>
      clients.owner.tenant.update({ where: { id: 't1' }, data: {}, include: { storedEvents: true } }),
    'the fluent API': () => clients.owner.tenant.findUniqueOrThrow({ where: { id: 't1' } }).storedEvents(),
    'the fluent API of a write': () =>
      clients.owner.tenant.update({ where: { id: 't1' }, data: {} }).storedEvents(),
    'the fluent API, one relation further': () =>
      clients.owner.tenantWorkspace.findFirst({ where: {} }).tenant().storedEvents(),
    'an include in the fluent API': () =>
      clients.owner.tenantWorkspace.findFirst({ where: {} }).tenant({ include: { storedEvents: true } }),
    'writing what it may read': () =>
      clients.reader.tenant.update({ where: { id: 't1' }, data: { name: 'mine' } }),
    'creating what it may read by a relation': () =>
      clients.reader.storedEvent.update({
        where: eventKey,
        data: { tenant: { create: { slug: 'c', name: 'c' } } },
      }),
    'updating what it may read by a relation': () =>
      clients.reader.storedEvent.update({
        where: eventKey,
        data: { tenant: { update: { name: 'mine' } } },
      }),
    'updating it with data of its own': () =>
      clients.reader.storedEvent.update({
        where: eventKey,
        data: { tenant: { update: { data: { name: 'mine' } } } },
      }),
    'SQL that is not declared': () => clients.owner.$queryRaw`SELECT * FROM events`,
    'SQL as text': () => clients.owner.$queryRawUnsafe('SELECT 1'),
    'statements that are not declared': () => clients.owner.$executeRaw`SELECT 1`,
    'statements as text': () => clients.owner.$executeRawUnsafe('SELECT 1'),
    'SQL in a transaction': () => clients.owner.$transaction((tx) => tx.$queryRaw`SELECT 1`),
    'a foreign model in a transaction': () => clients.owner.$transaction((tx) => tx.storedEvent.findMany()),
    'a foreign model in a transaction inside another': () =>
      clients.owner.$transaction((tx) => tx.$transaction((inner) => inner.storedEvent.count())),
    'a foreign model in a batch': () =>
      clients.owner.$transaction([clients.owner.tenant.count(), clients.owner.storedEvent.findMany()]),
    'arguments that are changed afterwards': () => {
      const args: Parameters<typeof clients.owner.tenant.findMany>[0] & object = { where: { id: 't1' } };
      const found = clients.owner.tenant.findMany(args);
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
      return clients.owner.tenant.findMany(args).then((rows) => {
        if (!rows.some((row) => 'storedEvents' in row))
          throw new Error('ACCESS.FOREIGN_MODEL: it was asked once');
      });
    },
    'inherited arguments': () =>
      clients.owner.tenant.findMany(inheriting({ include: { storedEvents: true } })),
    'arguments that turn into others': () =>
      clients.owner.tenant
        .findMany({ where: { AND: later<object>({ toJSON: () => ({ storedEvents: { some: {} } }) }) } })
        .then((rows) => {
          // Without the function nothing is asked: every tenant is found, whatever events it has.
          if (rows.length === 1) throw new Error('ACCESS.FOREIGN_MODEL: it was left out');
        }),
    'a reason that is not declared': () => Promise.resolve().then(() => clients.owner.asSystem('because')),
  };

  it.each(Object.keys(attacks))('refuses %s', async (name) => {
    const before = [await clients.root.tenant.findMany(), await clients.root.storedEvent.findMany()];
    await expect((async () => await attacks[name]?.())()).rejects.toThrow('ACCESS.FOREIGN_MODEL');
    expect([await clients.root.tenant.findMany(), await clients.root.storedEvent.findMany()]).toEqual(before);
  });
}

function inheriting(values: object): object {
  const heir = {};
  Object.setPrototypeOf(heir, values);
  return heir;
}

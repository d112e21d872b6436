import { describe, expect, it } from '@jest/globals';
import { event, eventKey, type ScopedClients } from './scoped-clients.ts';

/** What a component may do with its own models and with those of others that it declares. */
export function testDeclared(clients: ScopedClients): void {
  describe('has what is declared', () => {
    it('its own models, fully', async () => {
      await clients.owner.tenant.update({
        where: { id: 't1' },
        data: { name: 'Uno', workspaces: { create: { name: 'W', slug: 'w' } } },
      });
      expect(
        await clients.owner.tenant.findMany({
          include: { workspaces: true, _count: { select: { workspaces: true } } },
        }),
      ).toMatchObject([{ name: 'Uno', workspaces: [{ name: 'W' }], _count: { workspaces: 1 } }]);
      expect(await clients.owner.tenant.findUniqueOrThrow({ where: { id: 't1' } }).workspaces()).toHaveLength(
        1,
      );
    });

    it('models of required components for reading, wherever a query can name them', async () => {
      const found = await clients.reader.storedEvent.findMany({
        where: { tenant: { is: { slug: 'one' } }, OR: [{ tenant: { name: 'One' } }] },
        orderBy: { tenant: { name: 'asc' } },
        include: { tenant: { include: { workspaces: true } } },
      });
      expect(found).toMatchObject([{ id: 'e1', tenant: { slug: 'one' } }]);
      expect(await clients.reader.storedEvent.findUniqueOrThrow({ where: eventKey }).tenant()).toMatchObject({
        slug: 'one',
      });
      expect(await clients.reader.tenant.count()).toBe(1);
    });

    it('a link to a model it may read, where the link is a column of its own', async () => {
      const { tenantId: id, ...rest } = { ...event, version: 2 };
      await clients.reader.storedEvent.create({ data: { ...rest, id: 'e2', tenant: { connect: { id } } } });
      expect(await clients.root.storedEvent.count()).toBe(2);
    });

    it('models that their owner offers for writing', async () => {
      await clients.reader.tenantConfig.deleteMany();
      await clients.reader.tenant.findMany();
      await expect(clients.reader.tenant.deleteMany()).rejects.toThrow('"offers": { "write": ["Tenant"] }');
    });

    it('SQL of its own, batches and transactions', async () => {
      expect(await clients.posts.$queryRaw`SELECT count(*)::int AS n FROM "DemoPost"`).toEqual([{ n: 1 }]);
      expect(
        await clients.reader.$transaction([
          clients.reader.storedEvent.count(),
          clients.reader.tenant.findUnique({ where: { id: 't1' } }),
        ]),
      ).toMatchObject([1, { slug: 'one' }]);
      expect(await clients.reader.$transaction((tx) => tx.storedEvent.count())).toBe(1);
      await clients.reader.ping();
    });

    it('values that are no plain objects, as they are', async () => {
      const createdAt = new Date('2026-01-01T00:00:00Z');
      const data = { where: { tenant: 1 }, connect: { events: [null] }, toString: 'x' };
      const made = await clients.reader.storedEvent.create({
        data: { ...event, id: 'e3', version: 3, createdAt, data },
      });
      expect(made).toMatchObject({ createdAt, data });
      expect(
        await clients.reader.storedEvent.findFirst({ where: { createdAt }, select: { data: true } }),
      ).toEqual({
        data,
      });
      expect(
        await clients.reader.storedEvent.findFirst({
          where: { data: { path: ['connect', 'events'], array_contains: [null] } },
        }),
      ).toMatchObject({ id: 'e3' });
    });
  });
}

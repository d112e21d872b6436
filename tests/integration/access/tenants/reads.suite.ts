import { describe, expect, it } from '@jest/globals';
import { acme, type TenantRooms } from './tenant-rooms.ts';

/** Whatever a tenant asks, it finds its own rows. */
export function testReads(rooms: TenantRooms): void {
  describe('reads its own rows only', () => {
    const reads: Record<string, { ask: () => PromiseLike<unknown>; gives: unknown }> = {
      findMany: {
        ask: () => rooms.prisma.tenantWorkspace.findMany({ select: { id: true }, orderBy: { id: 'asc' } }),
        gives: [{ id: 'acme-1' }, { id: 'acme-2' }],
      },
      'findMany with OR': {
        ask: () =>
          rooms.prisma.tenantWorkspace.findMany({
            where: { OR: [{ slug: 'one' }, { slug: { not: '' } }] },
            select: { id: true },
          }),
        gives: [{ id: 'acme-1' }, { id: 'acme-2' }],
      },
      'findFirst of a foreign id': {
        ask: () => rooms.prisma.tenantWorkspace.findFirst({ where: { id: 'globex-1' } }),
        gives: null,
      },
      'findFirst of the foreign tenant': {
        ask: () => rooms.prisma.tenantWorkspace.findFirst({ where: { tenantId: 'globex' } }),
        gives: null,
      },
      'findUnique of a foreign id': {
        ask: () => rooms.prisma.tenantWorkspace.findUnique({ where: { id: 'globex-1' } }),
        gives: null,
      },
      'findUnique of a foreign key of two fields': {
        ask: () =>
          rooms.prisma.tenantWorkspace.findUnique({
            where: { tenantId_slug: { tenantId: 'globex', slug: 'one' } },
          }),
        gives: null,
      },
      'findUnique of its own key of two fields': {
        ask: () =>
          rooms.prisma.tenantWorkspace.findUnique({
            where: { tenantId_slug: { tenantId: 'acme', slug: 'one' } },
            select: { id: true },
          }),
        gives: { id: 'acme-1' },
      },
      count: { ask: () => rooms.prisma.tenantWorkspace.count(), gives: 2 },
      aggregate: {
        ask: () => rooms.prisma.storedEvent.aggregate({ _sum: { version: true }, _count: true }),
        gives: { _sum: { version: 1 }, _count: 1 },
      },
      groupBy: {
        ask: () => rooms.prisma.tenantWorkspace.groupBy({ by: ['tenantId'], _count: true }),
        gives: [{ tenantId: 'acme', _count: 2 }],
      },
      'an included list': {
        ask: () =>
          rooms.prisma.tenant.findMany({
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
          rooms.prisma.tenant.findMany({
            select: { _count: { select: { workspaces: true } } },
            orderBy: { id: 'asc' },
          }),
        gives: [{ _count: { workspaces: 2 } }, { _count: { workspaces: 0 } }],
      },
      'counts of all relations': {
        ask: () => rooms.prisma.tenant.findUnique({ where: { id: 'globex' }, select: { _count: true } }),
        gives: { _count: expect.objectContaining({ workspaces: 0, configs: 0, storedEvents: 0 }) },
      },
      'a filter by some': {
        ask: () =>
          rooms.prisma.tenant.findMany({
            where: { workspaces: { some: { slug: 'one' } } },
            select: { id: true },
          }),
        gives: [{ id: 'acme' }],
      },
      'a filter by every, which other rows cannot spoil': {
        ask: () =>
          rooms.prisma.tenant.count({ where: { workspaces: { every: { id: { startsWith: 'acme' } } } } }),
        gives: 2,
      },
      'a filter by none': {
        ask: () =>
          rooms.prisma.tenant.findMany({ where: { workspaces: { none: {} } }, select: { id: true } }),
        gives: [{ id: 'globex' }],
      },
      'a filter by a relation to one': {
        ask: () => rooms.prisma.tenantConfig.count({ where: { workspace: { slug: 'one' } } }),
        gives: 1,
      },
      'a cursor at a foreign row': {
        ask: () =>
          rooms.prisma.tenantWorkspace.findMany({ cursor: { id: 'globex-1' }, orderBy: { id: 'asc' } }),
        gives: [],
      },
      'a cursor at its own row': {
        ask: () =>
          rooms.prisma.tenantWorkspace.findMany({
            cursor: { id: 'acme-2' },
            orderBy: { id: 'asc' },
            select: { id: true },
          }),
        gives: [{ id: 'acme-2' }],
      },
      'a call after the query': {
        ask: () => rooms.prisma.tenant.findUniqueOrThrow({ where: { id: 'globex' } }).workspaces(),
        gives: [],
      },
      'a call to one after the query': {
        ask: () =>
          rooms.prisma.tenantConfig
            .findUniqueOrThrow({ where: { id: 'acme-c' } })
            .workspace({ select: { id: true } }),
        gives: { id: 'acme-1' },
      },
      'SQL of its own': {
        ask: () => rooms.prisma.$queryRaw`SELECT id FROM workspaces ORDER BY id`,
        gives: [{ id: 'acme-1' }, { id: 'acme-2' }],
      },
    };
    it.each(Object.entries(reads))('by %s', async (_name, { ask, gives }) => {
      expect(await acme(ask)).toEqual(gives);
    });

    it('and not by a key that is not there', async () => {
      // @ts-expect-error -- what the compiler refuses, JavaScript sends
      await expect(acme(() => rooms.prisma.tenantWorkspace.findUnique({}))).rejects.toThrow();
      const where = { id: undefined };
      await expect(acme(() => rooms.prisma.tenantWorkspace.findUnique({ where }))).rejects.toThrow();
    });
  });
}

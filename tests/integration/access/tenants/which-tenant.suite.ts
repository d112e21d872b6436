import { describe, expect, it } from '@jest/globals';
import { withTenant } from '../../../../src/database/index.ts';
import { acme, both, globex, type TenantRooms } from './tenant-rooms.ts';

/** Which tenant a query is for, and that it is for one. */
export function testWhichTenant(rooms: TenantRooms): void {
  describe('needs a tenant', () => {
    const unasked: Record<string, () => PromiseLike<unknown>> = {
      'a query': () => rooms.prisma.tenantWorkspace.findMany(),
      'a change': () => rooms.prisma.tenantWorkspace.updateMany({ data: { name: 'x' } }),
      'a new row': () =>
        rooms.prisma.tenantWorkspace.create({ data: { slug: 'x', name: 'x', tenantId: 'acme' } }),
      'an included list': () => rooms.prisma.tenant.findMany({ include: { workspaces: true } }),
      'a filter': () => rooms.prisma.tenant.findMany({ where: { workspaces: { some: {} } } }),
      'an order': () => rooms.prisma.tenant.findMany({ orderBy: { workspaces: { _count: 'asc' } } }),
      'a count': () => rooms.prisma.tenant.findMany({ include: { _count: true } }),
      'a nested write': () =>
        rooms.prisma.tenant.update({ where: { id: 'acme' }, data: { workspaces: { deleteMany: {} } } }),
      'a call after the query': () =>
        rooms.prisma.tenant.findUniqueOrThrow({ where: { id: 'acme' } }).workspaces(),
    };
    it.each(Object.entries(unasked))('for %s', async (_name, ask) => {
      await expect(Promise.resolve().then(ask)).rejects.toThrow('ACCESS.NO_TENANT');
    });

    it('and not for models that belong to none', async () => {
      expect(await rooms.prisma.tenant.count()).toBe(2);
      expect(await rooms.prisma.tenant.findUnique({ where: { id: 'acme' }, select: { id: true } })).toEqual({
        id: 'acme',
      });
    });

    it('and refuses a row that would be of another one, by name', async () => {
      const data = { slug: 'x', name: 'x', tenantId: 'globex' };
      await expect(acme(() => rooms.prisma.tenantWorkspace.create({ data }))).rejects.toThrow(
        'ACCESS.FOREIGN_TENANT',
      );
    });

    it.each([undefined, '', "acme'; SET app.tenant_id = 'globex", '*', 'a'.repeat(65), 'acmé'])(
      'that can be one, which %p cannot',
      (id) => {
        const name = (): unknown =>
          Reflect.apply(withTenant, undefined, [id, () => rooms.prisma.tenantWorkspace.count()]);
        expect(name).toThrow(id === undefined || id === '' ? 'ACCESS.NO_TENANT' : 'ACCESS.INVALID_TENANT');
      },
    );

    it('sees nothing without one through SQL of its own, whatever the connection was used for', async () => {
      await Promise.all(both.map((id) => withTenant(id, async () => rooms.prisma.tenantWorkspace.count())));
      expect(await rooms.prisma.$queryRaw`SELECT id FROM workspaces`).toEqual([]);
    });
  });

  describe('of asSystem', () => {
    const system = () => rooms.prisma.asSystem('count everything', { tenants: 'all' });
    it('reaches all tenants when that is said', async () => {
      expect(await system().tenantWorkspace.count()).toBe(4);
      expect(
        await rooms.prisma.asSystem('count everything', { tenant: 'globex' }).tenantWorkspace.count(),
      ).toBe(2);
      await expect(rooms.prisma.asSystem('count everything').tenantWorkspace.count()).rejects.toThrow(
        'ACCESS.NO_TENANT',
      );
      expect(await acme(() => rooms.prisma.asSystem('count everything').tenantWorkspace.count())).toBe(2);
    });
    it('says whose a new row is', async () => {
      // @ts-expect-error -- for all tenants the compiler wants it, too
      const nobodys = system().tenantWorkspace.create({ data: { slug: 'x', name: 'x' } });
      await expect(nobodys).rejects.toThrow('ACCESS.NO_TENANT');
      await system().tenantWorkspace.create({ data: { slug: 'x', name: 'x', tenantId: 'globex' } });
      expect(await globex(() => rooms.prisma.tenantWorkspace.count())).toBe(3);
    });
  });
}

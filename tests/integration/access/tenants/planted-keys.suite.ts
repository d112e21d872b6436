import { beforeEach, describe, expect, it } from '@jest/globals';
import { acme, globex, type TenantRooms } from './tenant-rooms.ts';

/** A foreign key that leads from one tenant to another. */
export function testPlantedKeys(rooms: TenantRooms): void {
  describe('with a key that was planted', () => {
    beforeEach(() => rooms.owner.query(`UPDATE configs SET "workspaceId" = 'globex-1' WHERE id = 'acme-c'`));
    it('reads nothing through it', async () => {
      const config = () =>
        rooms.prisma.tenantConfig.findUnique({ where: { id: 'acme-c' }, include: { workspace: true } });
      expect(await acme(config)).toMatchObject({ id: 'acme-c', workspace: null });
      expect(
        await acme(() => rooms.prisma.tenantConfig.count({ where: { workspace: { slug: 'one' } } })),
      ).toBe(0);
      expect(
        await acme(() => rooms.prisma.tenantConfig.count({ where: { workspace: { is: { slug: 'one' } } } })),
      ).toBe(0);
      expect(
        await globex(() => rooms.prisma.tenantWorkspace.findMany({ include: { configs: true } })),
      ).toMatchObject([{ configs: [{ id: 'globex-c' }] }, { configs: [] }]);
    });
    it('writes nothing through it', async () => {
      const before = await rooms.untouched();
      const data = { workspace: { update: { name: 'Mine' } } };
      await acme(() => rooms.prisma.tenantConfig.update({ where: { id: 'acme-c' }, data })).catch(
        (error: unknown) => error,
      );
      expect(await rooms.untouched()).toEqual(before);
    });
  });
}

import { describe, expect, it } from '@jest/globals';
import { acme, globex, type TenantRooms } from './tenant-rooms.ts';

/** Whatever a tenant writes is its own. */
export function testWrites(rooms: TenantRooms): void {
  describe('leaves the rows of others as they are', () => {
    const writes: Record<string, () => PromiseLike<unknown>> = {
      update: () =>
        rooms.prisma.tenantWorkspace.update({ where: { id: 'globex-1' }, data: { name: 'Mine' } }),
      'update with the key as a list of conditions': () =>
        rooms.prisma.tenantWorkspace.update({
          where: { id: 'globex-1', AND: [{ slug: 'one' }] },
          data: { name: 'Mine' },
        }),
      updateMany: () =>
        rooms.prisma.tenantWorkspace.updateMany({ where: { id: 'globex-1' }, data: { name: 'Mine' } }),
      'updateMany without a filter': () =>
        rooms.prisma.tenantWorkspace.updateMany({ data: { name: 'Mine' } }),
      updateManyAndReturn: () => rooms.prisma.tenantWorkspace.updateManyAndReturn({ data: { name: 'Mine' } }),
      'update that moves a row away': () =>
        rooms.prisma.tenantWorkspace.update({ where: { id: 'acme-1' }, data: { tenantId: 'globex' } }),
      'update that moves a row by set': () =>
        rooms.prisma.tenantWorkspace.updateMany({ data: { tenantId: { set: 'globex' } } }),
      'update that moves a row by its relation': () =>
        rooms.prisma.tenantWorkspace.update({
          where: { id: 'acme-1' },
          data: { tenant: { connect: { id: 'globex' } } },
        }),
      upsert: () =>
        rooms.prisma.tenantWorkspace.upsert({
          where: { id: 'globex-1' },
          update: { name: 'Mine' },
          create: { id: 'globex-1', slug: 'x', name: 'x', tenantId: 'acme' },
        }),
      delete: () => rooms.prisma.tenantConfig.delete({ where: { id: 'globex-c' } }),
      deleteMany: () => rooms.prisma.tenantConfig.deleteMany(),
      create: () =>
        rooms.prisma.tenantWorkspace.create({ data: { slug: 'x', name: 'x', tenantId: 'globex' } }),
      'create by the relation': () =>
        rooms.prisma.tenantWorkspace.create({
          data: { slug: 'x', name: 'x', tenant: { connect: { id: 'globex' } } },
        }),
      'create by the relation to a new tenant': () =>
        rooms.prisma.tenantWorkspace.create({
          data: { slug: 'x', name: 'x', tenant: { create: { id: 'other', slug: 'o', name: 'o' } } },
        }),
      createMany: () =>
        rooms.prisma.tenantWorkspace.createMany({
          data: [
            { slug: 'x', name: 'x', tenantId: 'acme' },
            { slug: 'y', name: 'y', tenantId: 'globex' },
          ],
        }),
      'a nested create below another tenant': () =>
        rooms.prisma.tenant.update({
          where: { id: 'globex' },
          data: { workspaces: { create: { slug: 'x', name: 'x' } } },
        }),
      'a nested update': () =>
        rooms.prisma.tenant.update({
          where: { id: 'globex' },
          data: { workspaces: { update: { where: { id: 'globex-1' }, data: { name: 'Mine' } } } },
        }),
      'a nested updateMany': () =>
        rooms.prisma.tenant.update({
          where: { id: 'acme' },
          data: { workspaces: { updateMany: { where: {}, data: { name: 'Mine' } } } },
        }),
      'a nested connect': () =>
        rooms.prisma.tenantConfig.update({
          where: { id: 'acme-c' },
          data: { workspace: { connect: { id: 'globex-1' } } },
        }),
      'a nested connect of the other side': () =>
        rooms.prisma.tenantWorkspace.update({
          where: { id: 'acme-1' },
          data: { configs: { connect: { id: 'globex-c' } } },
        }),
      'a nested set': () =>
        rooms.prisma.tenantWorkspace.update({
          where: { id: 'acme-1' },
          data: { configs: { set: [{ id: 'globex-c' }] } },
        }),
      'a nested connectOrCreate': () =>
        rooms.prisma.tenantWorkspace.update({
          where: { id: 'acme-1' },
          data: {
            configs: {
              connectOrCreate: {
                where: { id: 'globex-c' },
                create: { id: 'globex-c', scope: 's', key: 'k', value: 1, tenantId: 'acme' },
              },
            },
          },
        }),
      'a nested delete': () =>
        rooms.prisma.tenantWorkspace.update({
          where: { id: 'acme-1' },
          data: { configs: { delete: { id: 'globex-c' } } },
        }),
      'a nested deleteMany': () =>
        rooms.prisma.tenant.update({ where: { id: 'globex' }, data: { configs: { deleteMany: {} } } }),
      'SQL of its own': () => rooms.prisma.$executeRaw`UPDATE workspaces SET name = 'Mine'`,
      'SQL of its own that inserts': () =>
        rooms.prisma.$executeRaw`INSERT INTO workspaces (id, "tenantId", slug, name, "updatedAt")
          VALUES ('x', 'globex', 'x', 'x', now())`,
      'SQL of its own with a second statement': () =>
        rooms.prisma.$executeRawUnsafe(`COMMIT; SET app.tenant_id = 'globex'; DELETE FROM configs`),
    };
    it.each(Object.entries(writes))('whatever %s asks for', async (_name, ask) => {
      const before = await rooms.untouched();
      await acme(ask).catch((error: unknown) => error);
      expect(await rooms.untouched()).toEqual(before);
    });
  });

  describe('gives new rows their tenant', () => {
    const creations: Record<string, () => PromiseLike<unknown>> = {
      create: () => rooms.typed.tenantWorkspace.create({ data: { slug: 'new', name: 'N' } }),
      'create with the same tenant': () =>
        rooms.typed.tenantWorkspace.create({ data: { slug: 'new', name: 'N', tenantId: 'acme' } }),
      createMany: () => rooms.typed.tenantWorkspace.createMany({ data: [{ slug: 'new', name: 'N' }] }),
      'a nested create': () =>
        rooms.typed.tenantConfig.create({
          data: { scope: 's', key: 'k', value: 1, workspace: { create: { slug: 'new', name: 'N' } } },
        }),
      'a nested create below its tenant': () =>
        rooms.typed.tenant.update({
          where: { id: 'acme' },
          data: { workspaces: { create: { slug: 'new', name: 'N' } } },
        }),
      upsert: () =>
        rooms.typed.tenantWorkspace.upsert({
          where: { id: 'nothing' },
          update: {},
          create: { slug: 'new', name: 'N' },
        }),
    };
    it.each(Object.entries(creations))('by %s', async (_name, create) => {
      await acme(create);
      expect(await acme(() => rooms.prisma.tenantWorkspace.count({ where: { slug: 'new' } }))).toBe(1);
      expect(await globex(() => rooms.prisma.tenantWorkspace.count({ where: { slug: 'new' } }))).toBe(0);
    });
  });
}

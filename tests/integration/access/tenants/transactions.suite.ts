import { describe, expect, it } from '@jest/globals';
import { withTenant } from '../../../../src/database/index.ts';
import { transaction } from '../../../../src/database/transactions/transactions.ts';
import { acme, both, globex, type TenantRooms } from './tenant-rooms.ts';

/** A transaction is of one tenant. */
export function testTransactions(rooms: TenantRooms): void {
  describe('in a transaction', () => {
    it('keeps the tenant, also after a savepoint was rolled back', async () => {
      const counts = await acme(() =>
        transaction(async () => {
          const failing = transaction(async () => {
            await rooms.prisma.tenantWorkspace.create({ data: { slug: 'x', name: 'x', tenantId: 'acme' } });
            throw new RangeError('back');
          });
          await expect(failing).rejects.toThrow('back');
          return [
            await rooms.prisma.tenantWorkspace.count(),
            await rooms.prisma.$queryRaw`SELECT id FROM configs`,
          ];
        }),
      );
      expect(counts).toEqual([2, [{ id: 'acme-c' }]]);
    });

    it('takes the tenant of its first query when it has begun without one', async () => {
      const ids = await transaction(async () => {
        await rooms.prisma.tenant.count();
        return acme(() =>
          rooms.prisma.tenantWorkspace.findMany({ select: { tenantId: true }, distinct: ['tenantId'] }),
        );
      });
      expect(ids).toEqual([{ tenantId: 'acme' }]);
    });

    it('refuses a second tenant, and does nothing of it', async () => {
      const before = await rooms.untouched();
      const mixed = acme(() =>
        rooms.prisma.$transaction(async (tx) => {
          await tx.tenantConfig.deleteMany();
          await globex(() => tx.tenantConfig.deleteMany());
        }),
      );
      await expect(mixed).rejects.toThrow('ACCESS.TENANT_CHANGED');
      expect(await rooms.untouched()).toEqual(before);
      expect(await acme(() => rooms.prisma.tenantConfig.count())).toBe(1);
    });

    it('keeps a batch within its tenant, and refuses one of two', async () => {
      const count = () => rooms.prisma.tenantWorkspace.count();
      expect(
        await acme(() => rooms.prisma.$transaction([count(), rooms.prisma.tenant.count(), count()])),
      ).toEqual([2, 2, 2]);
      const mixed = rooms.prisma.$transaction([withTenant('acme', count), withTenant('globex', count)]);
      await expect(mixed).rejects.toThrow('ACCESS.TENANT_CHANGED');
    });

    it('does not wait for itself when all connections are taken', async () => {
      const waiting = Array.from({ length: 12 }, (_, turn) =>
        withTenant(both[turn % 2] ?? 'acme', () =>
          rooms.prisma.$transaction(
            async (tx) => {
              await tx.tenantConfig.updateMany({ data: { version: { increment: 1 } } });
              return (await rooms.prisma.tenantWorkspace.findMany()).map(({ tenantId }) => tenantId);
            },
            { maxWait: 10_000 },
          ),
        ),
      );
      const seen = await Promise.all(waiting);
      expect(seen.map((ids) => [...new Set(ids)])).toEqual(seen.map((_, turn) => [both[turn % 2]]));
    });
  });
}

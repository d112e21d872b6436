import { describe, expect, it } from '@jest/globals';
import { withTenant } from '../../../../src/database/index.ts';
import { acme, both, globex, type TenantRooms } from './tenant-rooms.ts';

/** Three connections serve all tenants. */
export function testSharedConnections(rooms: TenantRooms): void {
  describe('on connections that all tenants share', () => {
    it('finds each its own row when both ask in one tick', async () => {
      const ask = (id: string) =>
        rooms.prisma.tenantWorkspace.findUnique({ where: { id }, select: { id: true } });
      const answers = [
        acme(() => ask('globex-1')),
        globex(() => ask('globex-1')),
        acme(() => ask('acme-1')),
        globex(() => ask('acme-1')),
      ];
      expect(await Promise.all(answers)).toEqual([null, { id: 'globex-1' }, { id: 'acme-1' }, null]);
    });

    it('sends a promise that is awaited elsewhere for the tenant it was made for', async () => {
      const mine = withTenant('acme', () => rooms.prisma.tenantWorkspace.findMany({ select: { id: true } }));
      const rows = await globex(async () => await mine);
      expect(rows).toEqual([{ id: 'acme-1' }, { id: 'acme-2' }]);
    });

    it('follows an answer in the context it was awaited in', async () => {
      const counts = await acme(() =>
        rooms.prisma.tenantWorkspace
          .count()
          .then(() => rooms.root.$queryRaw`SELECT current_setting('app.tenant_id', true) AS tenant`),
      );
      expect(counts).toEqual([{ tenant: expect.not.stringContaining('acme') }]);
    });

    it('keeps 200 contexts apart, failing ones among them', async () => {
      const wrong: unknown[] = [];
      const errors: unknown[] = [];
      const one = async (tenant: string, turn: number): Promise<void> => {
        const rows = await rooms.prisma.tenantWorkspace.findMany({ include: { configs: true } });
        wrong.push(...rows.filter((row) => row.tenantId !== tenant));
        if (turn % 3 === 0) {
          const duplicate = rooms.prisma.tenantWorkspace.create({
            data: { slug: 'one', name: 'x', tenantId: tenant },
          });
          await duplicate.catch((error: unknown) => errors.push(error));
        }
        if (turn % 3 === 1) {
          const failing = rooms.prisma.$queryRaw`SELECT 1 / (count(*) - 2)::int FROM workspaces`;
          await failing.catch((error: unknown) => errors.push(error));
        }
        const written = await rooms.prisma.tenantConfig.updateMany({ data: { version: { increment: 1 } } });
        if (written.count !== 1) wrong.push(written);
      };
      const all = Array.from({ length: 200 }, (_, turn) => {
        const tenant = both[turn % 2] ?? 'acme';
        return withTenant(tenant, async () => {
          await one(tenant, turn);
        });
      });
      await Promise.all(all);
      expect(wrong).toEqual([]);
      expect(errors).toHaveLength(134);
      const { rows } = await rooms.owner.query('SELECT version FROM configs');
      expect(rows).toEqual([{ version: 101 }, { version: 101 }]);
      expect(await rooms.idle()).toEqual(['idle']);
      expect(rooms.pool.totalCount).toBeLessThanOrEqual(rooms.pool.settings.poolMax);
    });

    it('tells a failure at COMMIT', async () => {
      await rooms.owner.query(
        `ALTER TABLE configs ADD CONSTRAINT late UNIQUE (key, "tenantId") DEFERRABLE INITIALLY DEFERRED`,
      );
      const second = acme(() =>
        rooms.prisma.tenantConfig.create({ data: { scope: 's', key: 'colour', value: 1, tenantId: 'acme' } }),
      );
      await expect(second).rejects.toMatchObject({ code: 'P2002' });
      await rooms.owner.query('ALTER TABLE configs DROP CONSTRAINT late');
      expect(await acme(() => rooms.prisma.tenantConfig.count())).toBe(1);
      expect(await rooms.idle()).toEqual(['idle']);
    });

    it('outlives a connection that is ended in the middle', async () => {
      const slow = acme(() => rooms.prisma.$queryRaw`SELECT pg_sleep(60)::text, count(*) FROM workspaces`);
      const failed = slow.then(
        () => 'answered',
        (error: unknown) => error,
      );
      const end = `SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event = 'PgSleep' AND query LIKE '%workspaces%'`;
      const ended = async (): Promise<unknown> =>
        (await rooms.owner.query(end)).rowCount === 0 ? await Promise.race([failed, ended()]) : undefined;
      await ended();
      expect(await failed).toBeInstanceOf(Error);
      expect(await acme(() => rooms.prisma.tenantWorkspace.count())).toBe(2);
      expect(await globex(() => rooms.prisma.tenantWorkspace.count())).toBe(2);
    });

    it('forgets what SQL of a component has set for longer', async () => {
      const set = "SELECT set_config('app.tenant_id', 'globex', false)";
      for (let turn = 0; turn < 4; turn += 1) {
        await acme(() => rooms.prisma.$queryRawUnsafe(set));
        await rooms.prisma.$queryRawUnsafe(set);
        await acme(() => rooms.prisma.$transaction((tx) => tx.$queryRawUnsafe(set)));
        await acme(() => rooms.prisma.$transaction([rooms.prisma.$queryRawUnsafe(set)]));
      }
      const all = Array.from({ length: 3 }, () => rooms.root.$queryRaw<unknown[]>`SELECT id FROM workspaces`);
      expect((await Promise.all(all)).flat()).toEqual([]);
    });
  });
}

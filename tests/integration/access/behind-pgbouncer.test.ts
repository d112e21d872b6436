import { describe, expect, it } from '@jest/globals';
import { withTenant } from '../../../src/database/index.ts';
import { findPgBouncer, startPgBouncer } from '../../support/pg-bouncer.ts';
import { testPlantedKeys } from './tenants/planted-keys.suite.ts';
import { testReads } from './tenants/reads.suite.ts';
import { testRequests } from './tenants/requests.suite.ts';
import { testSharedConnections } from './tenants/shared-connections.suite.ts';
import { both, useTenantRooms } from './tenants/tenant-rooms.ts';
import { testTransactions } from './tenants/transactions.suite.ts';
import { testWhichTenant } from './tenants/which-tenant.suite.ts';
import { testWrites } from './tenants/writes.suite.ts';

// A program of the system, which `npm ci` does not bring: Debian's package is called pgbouncer.
const program = findPgBouncer();
const suite = program === undefined ? describe.skip : describe;

/** Twenty connections of the application share three to PostgreSQL, and each transaction may get another one. */
suite("a tenant's client behind PgBouncer in transaction mode", () => {
  const rooms = useTenantRooms((url) => startPgBouncer(program ?? '', url, 3));
  testReads(rooms);
  testWrites(rooms);
  testWhichTenant(rooms);
  testSharedConnections(rooms);
  testRequests(rooms);
  testTransactions(rooms);
  testPlantedKeys(rooms);

  it('mixes up none of 2400 queries, every third of which fails, reads, writes and transactions', async () => {
    const wrong: unknown[] = [];
    let failed = 0;
    const { prisma } = rooms;
    const one = async (tenant: string, turn: number): Promise<void> => {
      const rows = await prisma.tenantWorkspace.findMany({ select: { tenantId: true } });
      wrong.push(...rows.filter((row) => row.tenantId !== tenant), ...(rows.length === 2 ? [] : [rows]));
      if (turn % 3 === 0) await prisma.$queryRaw`SELECT 1 / 0`.catch(() => (failed += 1));
      if (turn % 4 < 2) {
        await prisma.$transaction(async (tx) => {
          await tx.tenantConfig.updateMany({ data: { version: { increment: 1 } } });
          wrong.push(...(await tx.tenantConfig.findMany()).filter((row) => row.tenantId !== tenant));
        });
      }
      const all = await prisma.asSystem('count everything', { tenants: 'all' }).tenantWorkspace.count();
      if (all !== 4) wrong.push(all);
      if ((await rooms.root.$queryRaw<unknown[]>`SELECT id FROM workspaces`).length > 0)
        wrong.push('without');
    };
    // As many at once as the application has connections, so that none waits for longer than it may.
    for (let turn = 0; turn < 800; turn += 20) {
      const some = Array.from({ length: 20 }, (_, at) => {
        const tenant = both[at % 2] ?? 'acme';
        return withTenant(tenant, async () => {
          await one(tenant, turn + at);
        });
      });
      await Promise.all(some);
    }
    expect(wrong).toEqual([]);
    expect(failed).toBe(267);
    const { rows } = await rooms.owner.query('SELECT version FROM configs');
    expect(rows).toEqual([{ version: 201 }, { version: 201 }]);
    expect(await rooms.idle()).toEqual(['idle']);
  }, 60_000);
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { withTenant } from '@/database';
import { startApp, type TestApp } from '@/platform/test-utils';
import { TenancyModule } from '../../tenancy/index.ts';
import { ListEvents } from '../events/list-events.ts';
import { EventReader, EventStoreModule } from '../index.ts';

const Use = z.array(z.object({ index: z.string(), read: z.int() }));
const Scans = z.tuple([z.object({ count: z.int() })]);

/** What the reader really asks for, of a log that PostgreSQL takes for 10 million events of 100 tenants. */
describe('the indexes of event-store', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(TenancyModule, EventStoreModule);
    await app.prisma.$executeRaw`
      INSERT INTO tenants (id, slug, name, "updatedAt") SELECT 't' || n, 't' || n, 'T', now() FROM generate_series(0, 99) n`;
    await app.prisma.$executeRaw`
      INSERT INTO events (id, "tenantId", "aggregateType", "aggregateId", version, type, data, "createdAt")
      SELECT 'e' || n, 't' || (n % 100), 'Kind' || (n / 100 % 3), 'a' || (n / 100 % 20), n, 'type-' || (n / 100 % 10), '{}',
        timestamptz '2026-01-01' + n * interval '1 second'
      FROM generate_series(1, 40000) n`;
    await app.prisma.$executeRaw`ANALYZE events`;
    // The planner counts rows from here: as many to a page of the file as this says.
    await app.prisma.$executeRaw`UPDATE pg_class SET reltuples = 10000000 WHERE oid = 'events'::regclass`;
  });
  afterAll(() => app.close());

  /** Which indexes were read for a query, and how many of their entries. */
  const useOf = async (query: object) => {
    await app.prisma.$executeRaw`SELECT pg_stat_force_next_flush()`;
    await app.prisma.$executeRaw`SELECT pg_stat_reset()`;
    const { items } = await withTenant('t7', () => app.app.get(EventReader).list(ListEvents.parse(query)));
    // On the connection that has asked: one after the other, they all come over the same.
    await app.prisma.$executeRaw`SELECT pg_stat_force_next_flush()`;
    const used = Use.parse(
      await app.prisma
        .$queryRaw`SELECT indexrelname AS index, idx_tup_read::int AS read FROM pg_stat_user_indexes
        WHERE relname = 'events' AND idx_scan > 0 ORDER BY 1`,
    );
    const [{ count }] = Scans.parse(
      await app.prisma
        .$queryRaw`SELECT seq_scan::int AS count FROM pg_stat_user_tables WHERE relname = 'events'`,
    );
    const read = used.reduce((sum, one) => sum + one.read, 0);
    return { found: items.length, indexes: used.map(({ index }) => index), scans: count, read };
  };

  const hour = { from: '2026-01-01T03:00:00Z', to: '2026-01-01T04:00:00Z' };
  it.each([
    [{ limit: 20 }, 'position', []],
    [{ limit: 20, order: 'desc' }, 'position', []],
    [{ limit: 20, after: '20000' }, 'position', []],
    [{ limit: 20, type: 'type-3' }, 'type_position', []],
    [{ limit: 20, type: 'type-3', order: 'desc' }, 'type_position', []],
    [{ limit: 20, aggregateType: 'Kind1' }, 'aggregateType_position', []],
    [{ limit: 20, ...hour }, 'position', ['createdAt_position']],
    [{ limit: 3, type: 'type-3', ...hour }, 'type_position', ['createdAt_position']],
  ])('%j reads %s, and little of it', async (query, index, more) => {
    const { found, indexes, scans, read } = await useOf(query);

    expect(found).toBe(query.limit);
    expect(scans).toBe(0);
    expect(indexes).toEqual([...more, index].map((name) => `events_tenantId_${name}_idx`).sort());
    expect(read).toBeLessThanOrEqual(query.limit + 8);
  });
});

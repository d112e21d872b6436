import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { TenancyModule } from '../../tenancy/index.ts';
import { EventStoreModule } from '../index.ts';

const migration = new URL(
  '../../../../prisma/migrations/20261121110000_event_store_tenant/migration.sql',
  import.meta.url,
);

describe('events and their tenants', () => {
  let app: TestApp;
  let http: HttpClient;
  beforeAll(async () => {
    app = await startApp(TenancyModule, EventStoreModule);
    http = app.as({ permissions: ['tenancy:*', 'event-store:*'] });
  });
  afterAll(() => app.close());

  const event = (tenantId: string, version = 1) => ({
    tenantId,
    version,
    aggregateType: 'Deal',
    aggregateId: 'd1',
    type: 'deal.opened',
    data: {},
  });

  it('lead to each other in the client', async () => {
    const { id } = await app.prisma.tenant.create({ data: { slug: 'acme', name: 'Acme' } });
    await app.prisma.storedEvent.create({ data: event(id) });

    expect(
      await app.prisma.tenant.findUnique({
        where: { id },
        select: { storedEvents: { select: { type: true } } },
      }),
    ).toEqual({ storedEvents: [{ type: 'deal.opened' }] });
    expect(
      await app.prisma.storedEvent.findMany({
        where: { tenant: { slug: 'acme' } },
        select: { tenantId: true },
      }),
    ).toEqual([{ tenantId: id }]);
  });

  it('a tenant with events cannot be deleted, and events need a tenant', async () => {
    const { id } = await app.prisma.tenant.create({ data: { slug: 'kept', name: 'Kept' } });
    await app.prisma.storedEvent.create({ data: event(id) });

    expect(await http.delete(`/tenancy/tenants/${id}`)).toMatchObject({ status: 409 });
    expect(await app.prisma.storedEvent.count({ where: { tenantId: id } })).toBe(1);
    await expect(app.prisma.storedEvent.create({ data: event('nobody') })).rejects.toMatchObject({
      code: 'P2003',
    });
  });

  it('the migration keeps events of tenants that were deleted before it', async () => {
    const { id } = await app.prisma.tenant.create({ data: { slug: 'alive', name: 'Alive' } });
    await app.prisma.$executeRaw`ALTER TABLE "events" DROP CONSTRAINT "events_tenantId_fkey"`;
    await app.prisma.storedEvent.createMany({ data: [event(id), event('gone'), event('gone', 2)] });
    for (const statement of (await readFile(migration, 'utf8')).split(/;$/m).filter((text) => text.trim())) {
      await app.prisma.$executeRawUnsafe(statement);
    }

    expect(await app.prisma.storedEvent.count({ where: { tenantId: 'gone' } })).toBe(2);
    expect(await app.prisma.tenant.findUnique({ where: { id: 'gone' } })).toMatchObject({
      slug: 'deleted-gone',
      status: 'SUSPENDED',
    });
    expect(await app.prisma.tenant.findUnique({ where: { id } })).toMatchObject({ status: 'ACTIVE' });
    await expect(app.prisma.tenant.delete({ where: { id: 'gone' } })).rejects.toMatchObject({
      code: 'P2003',
    });
  });
});

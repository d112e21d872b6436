import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { withTenant } from '@/database';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { TenancyModule } from '../../tenancy/index.ts';
import { type Aggregate, AggregateLoader, EventStoreModule, EventWriter } from '../index.ts';

const tenantId = 'acme';
const stream = '/event-store/streams/Account/a1/snapshot';

const Added = z.object({ amount: z.number() });
const account = (schemaVersion: number, seen: number[]): Aggregate<{ sum: number }> => ({
  type: 'Account',
  schema: z.strictObject({ sum: z.number() }),
  schemaVersion,
  initial: { sum: 0 },
  apply: ({ sum }, { version, data }) => {
    seen.push(version);
    return { sum: sum + Added.parse(data).amount };
  },
  snapshotEvery: 5,
});

describe('snapshots of event-store', () => {
  let app: TestApp;
  let http: HttpClient;

  beforeAll(async () => {
    app = await startApp(TenancyModule, EventStoreModule);
    await app.prisma.tenant.create({ data: { id: tenantId, slug: 'acme', name: 'Acme' } });
    http = app.as({ tenantId, permissions: ['event-store:*'] });
    await add('a1', 6);
  });
  afterAll(() => app.close());

  const add = (aggregateId: string, count: number) =>
    withTenant(tenantId, () =>
      app.app.get(EventWriter).append([
        {
          aggregateType: 'Account',
          aggregateId,
          events: Array.from({ length: count }, () => ({ type: 'account.added', data: { amount: 10 } })),
        },
      ]),
    );
  const load = async (aggregateId: string, schemaVersion: number) => {
    const seen: number[] = [];
    const loaded = await withTenant(tenantId, () =>
      app.app.get(AggregateLoader).load(account(schemaVersion, seen), aggregateId),
    );
    return { ...loaded, seen };
  };

  it('are found by the shape of their state, the newest that can be used', async () => {
    const put = (version: number, schemaVersion = 1) =>
      http.put(stream, { schemaVersion, version, state: { at: version } });

    expect(await put(2)).toMatchObject({ status: 200, body: { version: 2, state: { at: 2 } } });
    await put(4);
    await put(6, 2);
    expect(await http.get(`${stream}?schemaVersion=1`)).toMatchObject({ status: 200, body: { version: 4 } });
    expect(await http.get(`${stream}?schemaVersion=1&atVersion=3`)).toMatchObject({ body: { version: 2 } });
    expect(await http.get(`${stream}?schemaVersion=2`)).toMatchObject({ body: { version: 6 } });
    expect(await http.get(`${stream}?schemaVersion=3`)).toMatchObject({ status: 404 });
    expect(await http.get(`${stream}?schemaVersion=1&atVersion=1`)).toMatchObject({ status: 404 });
  });

  it('are of a version that the stream has come to', async () => {
    const put = (path: string, version: number) => http.put(path, { schemaVersion: 1, version, state: 1 });

    expect(await put(stream, 7)).toMatchObject({ status: 409 });
    expect(await put(stream, 0)).toMatchObject({ status: 400 });
    expect(await put(stream.replace('a1', 'none'), 1)).toMatchObject({ status: 404 });
  });

  it('are replaced at the same version, and old ones go', async () => {
    for (const version of [1, 2, 3, 4, 5]) {
      await http.put(stream, { schemaVersion: 9, version, state: version });
    }
    await http.put(stream, { schemaVersion: 9, version: 5, state: null });
    const rows = await app.prisma.eventSnapshot.findMany({
      where: { schemaVersion: 9 },
      orderBy: { version: 'asc' },
      select: { version: true, state: true },
    });

    expect(rows).toEqual([
      { version: 3, state: 3 },
      { version: 4, state: 4 },
      { version: 5, state: null },
    ]);
  });

  it('spare an aggregate the events before them', async () => {
    await add('a2', 7);

    expect(await load('a2', 1)).toEqual({ state: { sum: 70 }, version: 7, seen: [1, 2, 3, 4, 5, 6, 7] });
    await add('a2', 2);
    expect(await load('a2', 1)).toEqual({ state: { sum: 90 }, version: 9, seen: [8, 9] });
    // Another shape: from the first event.
    expect(await load('a2', 2)).toMatchObject({ state: { sum: 90 }, seen: [1, 2, 3, 4, 5, 6, 7, 8, 9] });
    expect(await load('none', 1)).toEqual({ state: { sum: 0 }, version: 0, seen: [] });
  });

  it('are not used when their state is not what the aggregate says', async () => {
    await add('a3', 5);
    await http.put(stream.replace('a1', 'a3'), { schemaVersion: 1, version: 5, state: { sum: 'fifty' } });

    expect(await load('a3', 1)).toMatchObject({ state: { sum: 50 }, seen: [1, 2, 3, 4, 5] });
  });
});

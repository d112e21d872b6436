import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pageOf } from '@/platform';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { TenancyModule } from '../../tenancy/index.ts';
import { EventStoreModule } from '../index.ts';
import { seed } from '../prisma/seed.ts';
import { StreamView } from '../streams/stream-view.ts';

const Streams = pageOf(StreamView);
const tenantId = 'cm3acme00000008l4a1b2c3d4';

describe('streams of event-store', () => {
  let app: TestApp;
  let http: HttpClient;

  beforeAll(async () => {
    app = await startApp(TenancyModule, EventStoreModule);
    await app.prisma.tenant.create({ data: { id: tenantId, slug: 'acme', name: 'Acme' } });
    await seed(app.prisma);
    http = app.as({ tenantId, permissions: ['event-store:*'] });
  });
  afterAll(() => app.close());

  const append = (aggregateId: string) =>
    http.post('/event-store/events', {
      aggregateType: 'Order',
      aggregateId,
      events: [{ type: 'order.changed', data: {} }],
    });
  const names = async (query: string) => {
    const { items, nextCursor } = Streams.parse((await http.get(`/event-store/streams?${query}`)).body);
    return { names: items.map(({ aggregateId }) => aggregateId), nextCursor };
  };

  it('are listed by type and id, page by page', async () => {
    expect(await names('')).toEqual({ names: ['contact-77', 'deal-1001', 'deal-1002'], nextCursor: null });
    const first = await names('limit=2');
    expect(await names(`limit=2&cursor=${first.nextCursor ?? ''}`)).toEqual({
      names: ['deal-1002'],
      nextCursor: null,
    });
    expect(await names('aggregateType=Contact')).toMatchObject({ names: ['contact-77'] });
    expect(await http.get('/event-store/streams?cursor=czE')).toMatchObject({ status: 400 });
  });

  it('say where they stand', async () => {
    expect(await http.get('/event-store/streams/Deal/deal-1001')).toMatchObject({
      status: 200,
      body: {
        version: 4,
        firstEventAt: '2026-10-12T08:00:00.000Z',
        lastEventAt: '2026-10-12T11:00:00.000Z',
        endedAt: null,
      },
    });
  });

  it('carry what is said of them, until something else is', async () => {
    await append('described');
    const put = (metadata: unknown) =>
      http.put('/event-store/streams/Order/described/metadata', { metadata });

    expect(await put({ owner: 'emea', tags: null })).toMatchObject({
      status: 200,
      body: { metadata: { owner: 'emea', tags: null } },
    });
    expect(await append('described')).toMatchObject({ status: 201 });
    expect(await http.get('/event-store/streams/Order/described')).toMatchObject({
      body: { version: 2, metadata: { owner: 'emea' } },
    });
    expect(await put(null)).toMatchObject({ status: 200, body: { metadata: null } });
    expect(await put('x')).toMatchObject({ status: 400 });
    expect(await http.put('/event-store/streams/Order/none/metadata', { metadata: {} })).toMatchObject({
      status: 404,
    });
  });

  it('end: nothing is appended, everything can be read, until they go on', async () => {
    await append('ending');
    const post = (what: string, body?: object) =>
      http.post(`/event-store/streams/Order/ending/${what}`, body ?? {});

    expect(await post('reopen')).toMatchObject({ status: 409 });
    expect(await post('end', { expectedVersion: 2 })).toMatchObject({
      status: 409,
      body: { detail: 'The stream Order/ending is at version 1, not 2.' },
    });
    expect(await post('end', { expectedVersion: 1 })).toMatchObject({
      status: 200,
      body: { endedAt: expect.any(String) },
    });
    expect(await post('end')).toMatchObject({ status: 409 });
    expect(await append('ending')).toMatchObject({
      status: 409,
      body: { detail: 'The stream Order/ending has ended.' },
    });
    expect(await names('ended=true')).toMatchObject({ names: ['ending'] });
    expect((await names('ended=false&aggregateType=Order')).names).not.toContain('ending');
    expect(await post('reopen')).toMatchObject({ status: 200, body: { endedAt: null } });
    expect(await append('ending')).toMatchObject({ status: 201 });
  });
});

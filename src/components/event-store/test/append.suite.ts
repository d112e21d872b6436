import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { TenancyModule } from '../../tenancy/index.ts';
import { AppendedView } from '../events/event-view.ts';
import { EventStoreModule } from '../index.ts';

describe('appending to event-store', () => {
  let app: TestApp;
  let http: HttpClient;
  let tenantId: string;

  beforeAll(async () => {
    app = await startApp(TenancyModule, EventStoreModule);
    http = app.as({ permissions: ['tenancy:*', 'event-store:*'] });
    tenantId = (await app.prisma.tenant.create({ data: { slug: 'acme', name: 'Acme' } })).id;
  });
  afterAll(() => app.close());

  const event = (n: number) => ({ type: 'deal.changed', data: { n } });
  const append = (aggregateId: string, events: object[], expectedVersion?: number) =>
    http.post('/event-store/events', {
      tenantId,
      aggregateType: 'Deal',
      aggregateId,
      expectedVersion,
      events,
    });
  const stored = (aggregateId: string) => app.prisma.storedEvent.count({ where: { aggregateId } });

  it('numbers the events of a stream and gives every event a position', async () => {
    const { status, headers, body } = await append('d 1', [
      { ...event(1), metadata: { userId: 'u-1', trace: null } },
      { type: 'deal.won', data: null },
    ]);
    const { items } = AppendedView.parse(body);

    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/event-store/streams/Deal/d%201?tenantId=${tenantId}`);
    expect(items).toMatchObject([
      { version: 1, type: 'deal.changed', data: { n: 1 }, metadata: { userId: 'u-1', trace: null } },
      { version: 2, type: 'deal.won', data: null, metadata: null },
    ]);
    expect(items[0]?.position).toMatch(/^\d+$/);
    expect(BigInt(items[1]?.position ?? 0)).toBeGreaterThan(BigInt(items[0]?.position ?? 0));
    expect(await http.get(headers.get('location') ?? '')).toMatchObject({
      status: 200,
      body: { version: 2, aggregateId: 'd 1' },
    });
  });

  it('appends only at the expected version', async () => {
    expect(await append('guarded', [event(1)], 1)).toMatchObject({ status: 409 });
    expect(await append('guarded', [event(1), event(2)], 0)).toMatchObject({ status: 201 });
    expect(await append('guarded', [event(3)], 1)).toMatchObject({
      status: 409,
      body: { detail: 'The stream Deal/guarded is at version 2, not 1.' },
    });
    expect(await append('guarded', [event(3)], 2)).toMatchObject({ status: 201 });
    expect(await stored('guarded')).toBe(3);
  });

  it('lets one of several writers with the same expectation win', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => append('race', [event(n), event(n)], 0)));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    expect(await stored('race')).toBe(2);
  });

  it('keeps all events of writers without an expectation, in one order', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => append('busy', [event(n), event(n)])));
    const rows = await app.prisma.storedEvent.findMany({
      where: { aggregateId: 'busy' },
      orderBy: { position: 'asc' },
    });

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(rows.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('refuses an event that is stored already', async () => {
    const repeated = { id: '018f2a2e-7c1d-7000-8000-000000000001', ...event(1) };

    expect(await append('retry', [repeated])).toMatchObject({ status: 201 });
    expect(await append('retry', [event(2), repeated])).toMatchObject({ status: 409 });
    expect(await stored('retry')).toBe(1);
  });

  it('appends a batch to several streams, all or nothing', async () => {
    const batch = (expectedVersion: number) =>
      http.post('/event-store/batches', {
        tenantId,
        appends: [
          { aggregateType: 'Deal', aggregateId: 'batch-1', events: [event(1), event(2)] },
          { aggregateType: 'Contact', aggregateId: 'batch-2', expectedVersion, events: [event(3)] },
        ],
      });

    expect(await batch(0)).toMatchObject({
      status: 201,
      body: { items: [{ version: 1 }, { version: 2 }, { version: 1, aggregateType: 'Contact' }] },
    });
    expect(await batch(0)).toMatchObject({ status: 409 });
    expect(await stored('batch-1')).toBe(2);
  });

  it('asks tenancy: 404 for an unknown tenant, 409 for a suspended one', async () => {
    const suspended = await app.prisma.tenant.create({
      data: { slug: 'late', name: 'Late', status: 'SUSPENDED' },
    });
    const post = (id: string) =>
      http.post('/event-store/events', {
        tenantId: id,
        aggregateType: 'Deal',
        aggregateId: 'foreign',
        events: [event(1)],
      });

    expect(await post('nobody')).toMatchObject({ status: 404 });
    expect(await post(suspended.id)).toMatchObject({ status: 409 });
    expect(await stored('foreign')).toBe(0);
  });

  it.each([
    ['no events', { events: [] }],
    ['an event without data', { events: [{ type: 'x' }] }],
    ['a wrong type', { events: [{ type: '1 x', data: {} }] }],
    ['a position of the caller', { events: [{ type: 'x', data: {}, position: '1' }] }],
    ['a negative version', { events: [{ type: 'x', data: {} }], expectedVersion: -1 }],
  ])('refuses %s with 400', async (_, part) => {
    const body = { tenantId, aggregateType: 'Deal', aggregateId: 'wrong', ...part };

    expect(await http.post('/event-store/events', body)).toMatchObject({ status: 400 });
  });

  it('has no route that changes or deletes an event', async () => {
    const { items } = AppendedView.parse((await append('fixed', [event(1)])).body);
    const path = `/event-store/events/${items[0]?.id ?? ''}`;

    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      expect(await http.request(method, path, { data: {} })).toMatchObject({ status: 404 });
    }
    expect(await http.get(path)).toMatchObject({ status: 200, body: { data: { n: 1 } } });
  });
});

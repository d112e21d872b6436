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
    tenantId = (await app.prisma.tenant.create({ data: { slug: 'acme', name: 'Acme' } })).id;
    http = app.as({ tenantId, permissions: ['event-store:*'] });
  });
  afterAll(() => app.close());

  const event = (n: number) => ({ type: 'deal.changed', data: { n } });
  const append = (aggregateId: string, events: object[], expectedVersion?: number | string) =>
    http.post('/event-store/events', {
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
    expect(headers.get('location')).toBe('/event-store/streams/Deal/d%201');
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

  it('takes words for what it expects', async () => {
    expect(await append('words', [event(1)], 'exists')).toMatchObject({
      status: 409,
      body: { detail: 'The stream Deal/words does not exist.' },
    });
    expect(await append('words', [event(1)], 'none')).toMatchObject({ status: 201 });
    expect(await append('words', [event(2)], 'none')).toMatchObject({
      status: 409,
      body: { detail: 'The stream Deal/words exists, at version 1.' },
    });
    expect(await append('words', [event(2)], 'exists')).toMatchObject({ status: 201 });
    expect(await append('words', [event(3)], 'any')).toMatchObject({ status: 201 });
    expect(await append('words', [event(4)], 'soon')).toMatchObject({ status: 400 });
  });

  it('answers an append that is repeated with the first result, whatever the stream has come to', async () => {
    const repeated = {
      id: '018f2a2e-7c1d-7000-8000-000000000001',
      type: 'deal.changed',
      data: { a: 1, b: [{ c: 2, d: 3 }] },
    };
    const first = await append('retry', [repeated], 'none');
    await append('retry', [event(2)]);
    const again = await append('retry', [{ ...repeated, data: { b: [{ d: 3, c: 2 }], a: 1 } }], 'none');

    expect(first).toMatchObject({ status: 201 });
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(await stored('retry')).toBe(2);
  });

  it('stores an event once that arrives several times at once', async () => {
    const same = { id: '018f2a2e-7c1d-7000-8000-000000000002', ...event(1) };
    const answers = await Promise.all([1, 2, 3, 4].map(() => append('at-once', [same])));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect(await stored('at-once')).toBe(1);
  });

  it('refuses an id with other content, and an append of which a part is stored', async () => {
    const one = { id: '018f2a2e-7c1d-7000-8000-000000000003', ...event(1) };
    await append('content', [one]);

    for (const changed of [{ data: { n: 2 } }, { type: 'deal.lost' }, { metadata: { userId: 'u' } }]) {
      expect(await append('content', [{ ...one, ...changed }])).toMatchObject({ status: 409 });
    }
    expect(await append('content-2', [one])).toMatchObject({ status: 409 });
    expect(await append('content', [one, event(2)])).toMatchObject({ status: 409 });
    expect(
      await append('content', [event(2), { ...one, id: 'x-1234567' }, { ...one, id: 'x-1234567' }]),
    ).toMatchObject({ status: 409 });
    expect(await stored('content')).toBe(1);
  });

  it('appends a batch to several streams, all or nothing', async () => {
    const batch = (expectedVersion: number) =>
      http.post('/event-store/batches', {
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

  it('asks tenancy: 404 for an unknown tenant, 403 for a suspended one', async () => {
    const suspended = await app.prisma.tenant.create({
      data: { slug: 'late', name: 'Late', status: 'SUSPENDED' },
    });
    const post = (id: string) =>
      app.as({ tenantId: id, permissions: ['event-store:*'] }).post('/event-store/events', {
        aggregateType: 'Deal',
        aggregateId: 'foreign',
        events: [event(1)],
      });

    expect(await post('nobody')).toMatchObject({ status: 404 });
    expect(await post(suspended.id)).toMatchObject({ status: 403 });
    expect(await stored('foreign')).toBe(0);
  });

  it.each([
    ['no events', { events: [] }],
    ['an event without data', { events: [{ type: 'x' }] }],
    ['a wrong type', { events: [{ type: '1 x', data: {} }] }],
    ['a position of the caller', { events: [{ type: 'x', data: {}, position: '1' }] }],
    ['a tenant of the caller', { events: [{ type: 'x', data: {} }], tenantId: 'other' }],
    ['a negative version', { events: [{ type: 'x', data: {} }], expectedVersion: -1 }],
  ])('refuses %s with 400', async (_, part) => {
    const body = { aggregateType: 'Deal', aggregateId: 'wrong', ...part };

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

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pageOf } from '@/platform';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { TenancyModule } from '../../tenancy/index.ts';
import { EventView } from '../events/event-view.ts';
import { EventStoreModule } from '../index.ts';
import { seed } from '../prisma/seed.ts';

const Events = pageOf(EventView);
const acme = 'cm3acme00000008l4a1b2c3d4';

describe('reading event-store', () => {
  let app: TestApp;
  let http: HttpClient;

  beforeAll(async () => {
    app = await startApp(TenancyModule, EventStoreModule);
    http = app.as({ tenantId: acme, permissions: ['event-store:*'] });
    await app.prisma.tenant.createMany({
      data: [
        { id: acme, slug: 'acme', name: 'Acme' },
        { id: 'other', slug: 'other', name: 'Other' },
      ],
    });
    await seed(app.prisma);
    await app.prisma.storedEvent.create({
      data: {
        tenantId: 'other',
        aggregateType: 'Deal',
        aggregateId: 'x',
        version: 1,
        type: 'deal.won',
        data: {},
      },
    });
  });
  afterAll(() => app.close());

  const read = async (query: string) => Events.parse((await http.get(`/event-store/events?${query}`)).body);
  const types = async (query: string) => (await read(query)).items.map(({ type }) => type);

  it("reads one tenant's events in the order of their positions", async () => {
    const { items } = await read('');
    const positions = items.map(({ position }) => BigInt(position));

    expect(items).toHaveLength(8);
    expect(new Set(items.map(({ tenantId }) => tenantId))).toEqual(new Set([acme]));
    expect(positions).toEqual([...positions].sort((a, b) => (a < b ? -1 : 1)));
    expect((await read('order=desc')).items).toEqual([...items].reverse());
  });

  it('filters by type, stream and time', async () => {
    expect(await types('type=deal.opened')).toEqual(['deal.opened', 'deal.opened']);
    expect(await types('aggregateType=Deal&aggregateId=deal-1002')).toEqual(['deal.opened', 'deal.lost']);
    expect(await types('aggregateType=Contact')).toEqual(['contact.created', 'contact.email-changed']);
    expect(await types('from=2026-10-12T09:00:00Z&to=2026-10-12T11:00:00Z')).toEqual([
      'deal.stage-changed',
      'deal.amount-changed',
    ]);
    expect(await types('from=2026-10-12T11:00:00%2B01:00&to=2026-10-12T11:30:00%2B01:00')).toEqual([
      'deal.amount-changed',
    ]);
  });

  it('goes on behind a position, which is how a reader follows the log', async () => {
    const { items } = await read('');
    const [last, before] = [items.at(-1), items.at(-2)];

    expect((await read(`after=${before?.position ?? ''}`)).items).toEqual([last]);
    expect(await read(`after=${last?.position ?? ''}`)).toEqual({ items: [], nextCursor: null });
  });

  it('pages without losing or repeating an event', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await read(`limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? '';
    } while (cursor);

    expect(seen).toEqual((await read('')).items.map(({ id }) => id));
  });

  it('needs a tenant, and refuses times and positions it cannot read', async () => {
    const nobody = app.as({ permissions: ['event-store:*'] });
    expect(await nobody.get('/event-store/events')).toMatchObject({ status: 403 });
    expect(await http.get(`/event-store/events?tenantId=other`)).toMatchObject({ status: 400 });
    for (const query of [
      'from=yesterday',
      'after=-1',
      'after=x',
      'limit=1001',
      'order=up',
      'aggregateId=deal-1001',
      'cursor=czE',
    ]) {
      expect(await http.get(`/event-store/events?${query}`)).toMatchObject({
        status: 400,
      });
    }
  });

  it('finds times also where they are not quite in the order of positions', async () => {
    const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));
    const row = (id: number, seconds: number) => ({
      id: `late-${id}`,
      tenantId: 'late',
      aggregateType: 'Deal',
      aggregateId: 'late',
      version: id,
      type: 'deal.changed',
      data: {},
      createdAt: at(seconds),
    });
    await app.prisma.tenant.create({ data: { id: 'late', slug: 'late', name: 'Late' } });
    await app.prisma.storedEvent.createMany({ data: [row(1, 4), row(2, 1), row(3, 5), row(4, 2)] });
    const late = app.as({ tenantId: 'late', permissions: ['event-store:*'] });
    const found = async (query: string) =>
      Events.parse((await late.get(`/event-store/events?${query}`)).body).items.map(({ id }) => id);

    expect(await found(`from=${at(2).toISOString()}&to=${at(5).toISOString()}`)).toEqual([
      'late-1',
      'late-4',
    ]);
    expect(await found(`to=${at(2).toISOString()}`)).toEqual(['late-2']);
    expect(await found(`from=${at(60 * 60).toISOString()}`)).toEqual([]);
    expect(await found(`to=${at(-60 * 60).toISOString()}`)).toEqual([]);
  });

  it('answers 404 for an unknown event and an unknown stream', async () => {
    expect(await http.get('/event-store/events/nothing')).toMatchObject({ status: 404 });
    expect(await http.get('/event-store/streams/Deal/nothing')).toMatchObject({ status: 404 });
    expect(await http.get('/event-store/streams/Deal/x')).toMatchObject({ status: 404 });
  });

  it('seeds the same events however often it runs', async () => {
    const before = await app.prisma.storedEvent.findMany({ orderBy: { position: 'asc' } });
    await seed(app.prisma);

    expect(await app.prisma.storedEvent.findMany({ orderBy: { position: 'asc' } })).toEqual(before);
  });
});

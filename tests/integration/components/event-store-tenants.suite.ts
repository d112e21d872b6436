import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { components } from '@/generated/components.ts';
import { HttpClient } from '@/platform/test-utils';
import { TestPrincipals } from '../../../src/platform/test-utils/test-principals.ts';
import { createTenantDatabase, type TenantDatabase } from '../../support/tenant-database.ts';
import { type Platform, startPlatform } from '../platform/start-platform.ts';

const shared = { aggregateType: 'Deal', aggregateId: 'deal-1' };
const stream = '/event-store/streams/Deal/deal-1';

/** Over HTTP, as a role of the database that owns nothing: what one tenant can do about another one's events. */
describe('event-store between tenants', () => {
  let database: TenantDatabase;
  let platform: Platform;
  let acme: HttpClient;
  let globex: HttpClient;

  beforeAll(async () => {
    database = await createTenantDatabase();
    await database.owner.query(
      `INSERT INTO tenants (id, slug, name, "updatedAt") VALUES ('acme', 'acme', 'Acme', now()), ('globex', 'globex', 'Globex', now())`,
    );
    platform = await startPlatform(
      database.url,
      components.filter(({ name }) => name === 'tenancy' || name === 'event-store'),
    );
    const origin = await platform.app.getUrl();
    const principals = platform.app.get(TestPrincipals);
    const of = (tenantId: string) =>
      new HttpClient(origin, principals.credentialsOf({ tenantId, permissions: ['*'] }));
    [acme, globex] = [of('acme'), of('globex')];
    for (const [client, secret] of [
      [acme, 'of acme'],
      [globex, 'of globex'],
    ] as const) {
      const id = `event-${secret.replaceAll(' ', '-')}`;
      const events = [{ id, type: 'deal.opened', data: { secret }, metadata: { secret } }];
      expect(await client.post('/event-store/events', { ...shared, events })).toMatchObject({ status: 201 });
      expect(await client.put(`${stream}/metadata`, { metadata: { secret } })).toMatchObject({ status: 200 });
      const snapshot = { schemaVersion: 1, version: 1, state: { secret } };
      expect(await client.put(`${stream}/snapshot`, snapshot)).toMatchObject({ status: 200 });
    }
  });
  afterAll(async () => {
    await platform.app.close();
    await database.drop();
  });

  const untouched = async () => {
    const { rows } = await database.owner.query<Record<string, unknown>>(
      `SELECT (SELECT json_agg(e ORDER BY position) FROM events e WHERE "tenantId" = 'globex') AS events,
              (SELECT json_agg(s ORDER BY "aggregateId") FROM event_streams s WHERE "tenantId" = 'globex') AS streams,
              (SELECT json_agg(s ORDER BY version) FROM event_snapshots s WHERE "tenantId" = 'globex') AS snapshots`,
    );
    return rows[0];
  };

  it.each([
    '/event-store/events',
    '/event-store/events?type=deal.opened&order=desc',
    '/event-store/events?aggregateType=Deal&aggregateId=deal-1',
    '/event-store/events?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z',
    '/event-store/events?after=0',
    '/event-store/events/event-of-acme',
    '/event-store/events/event-of-globex',
    '/event-store/streams',
    stream,
    `${stream}/snapshot?schemaVersion=1`,
  ])('GET %s has nothing of the other one', async (path) => {
    const [own, other] = [await acme.get(path), await globex.get(path)];

    expect(JSON.stringify([own.body, own.status])).not.toContain('of globex');
    expect(JSON.stringify([other.body, other.status])).not.toContain('of acme');
    expect([own.status, other.status]).toContain(200);
  });

  it('an id of the other one is free, and tells nothing', async () => {
    const before = await untouched();
    const events = [{ id: 'event-of-globex', type: 'deal.changed', data: {} }];

    expect(await acme.post('/event-store/events', { ...shared, expectedVersion: 1, events })).toMatchObject({
      status: 201,
      body: { items: [{ tenantId: 'acme', version: 2 }] },
    });
    expect(await acme.get('/event-store/events/event-of-globex')).toMatchObject({
      body: { type: 'deal.changed' },
    });
    expect(await untouched()).toEqual(before);
  });

  it('naming the other one is refused wherever it can be written', async () => {
    const before = await untouched();
    const events = [{ type: 'deal.changed', data: {} }];
    const answers = [
      await acme.post('/event-store/events', { ...shared, tenantId: 'globex', events }),
      await acme.post('/event-store/batches', { tenantId: 'globex', appends: [{ ...shared, events }] }),
      await acme.get('/event-store/events?tenantId=globex'),
      await acme.get(`${stream}?tenantId=globex`),
      await acme.put(`${stream}/snapshot`, { tenantId: 'globex', schemaVersion: 1, version: 1, state: 1 }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
    expect(await untouched()).toEqual(before);
  });

  it('ending, describing and replacing reach the own stream only', async () => {
    const before = await untouched();

    expect(await acme.post(`${stream}/end`, {})).toMatchObject({ status: 200, body: { tenantId: 'acme' } });
    expect(await acme.put(`${stream}/metadata`, { metadata: null })).toMatchObject({ status: 200 });
    expect(await acme.put(`${stream}/snapshot`, { schemaVersion: 1, version: 1, state: 0 })).toMatchObject({
      status: 200,
    });
    expect(await untouched()).toEqual(before);
    expect(await globex.get(stream)).toMatchObject({ body: { endedAt: null } });
  });

  it('requests of both at once meet on few connections without mixing', async () => {
    const asked = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const [client, tenantId] =
          index % 2 === 0 ? ([acme, 'acme'] as const) : ([globex, 'globex'] as const);
        const aggregateId = `mixed-${index % 6}`;
        const events = [{ type: 'deal.mixed', data: { tenantId } }];
        const { status } = await client.post('/event-store/events', { ...shared, aggregateId, events });
        const { body } = await client.get('/event-store/events?type=deal.mixed&limit=1000');
        return { status, isOwn: !JSON.stringify(body).includes(tenantId === 'acme' ? 'globex' : 'acme') };
      }),
    );

    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([201]));
    expect(asked.filter(({ isOwn }) => !isOwn)).toEqual([]);
    const { rows } = await database.owner.query<{ foreign: number }>(
      `SELECT count(*)::int AS foreign FROM events WHERE type = 'deal.mixed' AND data->>'tenantId' <> "tenantId"`,
    );
    expect(rows).toEqual([{ foreign: 0 }]);
  });
});

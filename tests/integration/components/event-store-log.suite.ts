import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Injectable, Module } from '@nestjs/common';
import {
  type EventProjector,
  EventSubscriptions,
  EventWriter,
  Projection,
} from '@/components/event-store/index.ts';
import { transaction, withTenant } from '@/database';
import { type Principal } from '@/platform';
import { HttpClient } from '@/platform/test-utils';
import { TestPrincipals } from '../../../src/platform/test-utils/test-principals.ts';
import { createTenantDatabase, type TenantDatabase } from '../../support/tenant-database.ts';
import { type Platform, startPlatform } from '../platform/start-platform.ts';
import { during, ReportsModule, seenIn, withEventStore } from './event-log.ts';

const projection = '/event-store/projections/reports.seen';

/** Two processes' worth of application on one database, as a role that owns nothing. */
describe('the log of event-store', () => {
  let database: TenantDatabase;
  let one: Platform;
  let two: Platform;
  let acme: HttpClient;

  beforeAll(async () => {
    database = await createTenantDatabase();
    await database.owner.query(
      `INSERT INTO tenants (id, slug, name, "updatedAt") VALUES ('acme', 'acme', 'Acme', now()), ('globex', 'globex', 'Globex', now())`,
    );
    one = await startPlatform(database.url, withEventStore(ReportsModule));
    two = await startPlatform(database.url, withEventStore(ReportsModule));
    const credentials = one.app.get(TestPrincipals).credentialsOf({ tenantId: 'acme', permissions: ['*'] });
    acme = new HttpClient(await one.app.getUrl(), credentials);
    for (const tenant of ['acme', 'globex'])
      await append(tenant, 'Report', 'all', [{ type: 'report.made', data: {} }]);
  });
  afterAll(async () => {
    await two.app.close();
    await one.app.close();
    await database.drop();
  });
  beforeEach(() => {
    during.apply = () => undefined;
  });

  const append = (
    tenant: string,
    aggregateType: string,
    aggregateId: string,
    events: readonly { id?: string; type: string; data: number | Record<string, never> }[],
    platform = one,
  ) =>
    withTenant(tenant, () =>
      platform.app.get(EventWriter).append([{ aggregateType, aggregateId, events: [...events] }]),
    );
  const until = async <T>(ask: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> => {
    for (;;) {
      const value = await ask();
      if (isDone(value)) return value;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const seen = async (tenant = 'acme') => {
    const { rows } = await database.owner.query<{ metadata: unknown }>(
      `SELECT metadata FROM event_streams WHERE "tenantId" = $1 AND "aggregateType" = 'Report'`,
      [tenant],
    );
    return seenIn(rows[0]?.metadata);
  };
  const status = async () => (await acme.get(projection)).body;

  it('gives a subscriber all of 1000 events once and in order, written by interleaving transactions', async () => {
    const writers = 8;
    const each = 125;
    const end = new AbortController();
    const received: { id: string; aggregateId: string; version: number }[] = [];
    const following = withTenant('globex', async () => {
      const subscription = { after: 0n, types: ['log.written'], signal: end.signal };
      for await (const events of two.app.get(EventSubscriptions).follow(subscription)) {
        received.push(...events);
        if (received.length >= writers * each) return;
      }
    });
    const work = Array.from({ length: writers }, async (_, writer) => {
      for (let left = each; left > 0;) {
        const count = Math.min(left, 1 + ((writer * 7 + left) % 9));
        left -= count;
        const events = Array.from({ length: count }, (__, index) => ({ type: 'log.written', data: index }));
        // Work after the append: without a lock positions would be committed in another order than they were given.
        await withTenant('globex', () =>
          transaction(async () => {
            await append('globex', 'Log', `stream-${(writer + left) % 5}`, events, two);
            await new Promise((resolve) => setImmediate(resolve));
          }),
        );
      }
    });
    await Promise.all(work);
    await following;
    end.abort();

    expect(received).toHaveLength(writers * each);
    expect(new Set(received.map(({ id }) => id)).size).toBe(writers * each);
    for (let stream = 0; stream < 5; stream++) {
      const versions = received
        .filter(({ aggregateId }) => aggregateId === `stream-${stream}`)
        .map(({ version }) => version);
      expect(versions).toEqual(versions.map((__, index) => index + 1));
    }
  });

  it('goes on behind the last event that a client of Server-Sent Events has seen', async () => {
    await append(
      'acme',
      'Deal',
      'sse',
      [1, 2, 3].map((data) => ({ type: 'deal.counted', data })),
    );
    const url = new URL('/event-store/subscription?type=deal.counted', await one.app.getUrl());
    const { authorization } = one.app
      .get(TestPrincipals)
      .credentialsOf({ tenantId: 'acme', permissions: ['event-store:events.read'] });
    const read = async (count: number, last?: string, more?: () => Promise<unknown>) => {
      const end = new AbortController();
      const headers = { authorization, ...(last !== undefined && { 'last-event-id': last }) };
      const response = await fetch(url, { headers, signal: end.signal });
      expect(response.headers.get('content-type')).toContain('text/event-stream');
      await more?.();
      let text = '';
      const decoder = new TextDecoder();
      const messages = () => [...text.matchAll(/event: deal\.counted\nid: (\d+)\ndata: (.*)\n\n/g)];
      const body: AsyncIterable<Uint8Array> | null = response.body;
      for await (const chunk of body ?? []) {
        text += decoder.decode(chunk, { stream: true });
        if (messages().length >= count) break;
      }
      end.abort();
      return messages().map(([, id = '', data = '']) => ({
        id,
        data: Reflect.get(Object(JSON.parse(data)), 'data') as unknown,
      }));
    };
    const first = await read(3);
    const rest = await read(2, first[1]?.id, () =>
      append('acme', 'Deal', 'sse', [{ type: 'deal.counted', data: 4 }], two),
    );

    expect(first.map(({ data }) => data)).toEqual([1, 2, 3]);
    expect(rest.map(({ data }) => data)).toEqual([3, 4]);
  });

  it('lets those follow who may read, for their tenant', async () => {
    const of = (principal: Partial<Principal>) => one.app.get(TestPrincipals).credentialsOf(principal);
    const url = new URL('/event-store/subscription', await one.app.getUrl());
    const ask = async (headers: Record<string, string>) => (await fetch(url, { headers })).status;

    expect(await ask({})).toBe(401);
    expect(await ask(of({ tenantId: 'acme', permissions: ['event-store:events.append'] }))).toBe(403);
    expect(await ask(of({ permissions: ['*'] }))).toBe(403);
  });

  it('lets a projection have each event once, in whichever process it runs', async () => {
    const before = await seen();
    const ids = Array.from({ length: 30 }, (_, index) => `once-${String(index).padStart(4, '0')}`);
    await Promise.all(
      ids.map((id, index) =>
        append(
          'acme',
          'Work',
          `w-${index % 3}`,
          [{ id, type: 'work.done', data: {} }],
          index % 2 === 0 ? one : two,
        ),
      ),
    );
    const after = await until(seen, (all) => all.length >= before.length + ids.length);

    expect(after.slice(before.length).sort()).toEqual(ids);
    expect(await until(status, (body) => Reflect.get(Object(body), 'state') === 'current')).toMatchObject({
      lag: 0,
      failure: null,
    });
  });

  it('stops a projection before the event that fails, alone, says why, and goes on after the fix', async () => {
    during.apply = ({ id }) => {
      if (id === 'bad-00000') throw new TypeError('no such column');
    };
    const before = await seen();
    await append(
      'acme',
      'Work',
      'f',
      ['good-0001', 'bad-00000', 'good-0002'].map((id) => ({ id, type: 'work.done', data: {} })),
    );
    await append('globex', 'Work', 'f', [{ id: 'other-0001', type: 'work.done', data: {} }]);

    expect(await until(status, (body) => Reflect.get(Object(body), 'state') === 'failing')).toMatchObject({
      lag: 2,
      failure: { error: 'TypeError: no such column', tries: expect.any(Number) },
    });
    // What came before the event stays, what the event did is gone, and the other tenant goes on.
    expect((await seen()).slice(before.length)).toEqual(['good-0001']);
    expect(
      await until(
        () => seen('globex'),
        (all) => all.length > 0,
      ),
    ).toEqual(['other-0001']);
    const { body } = await one.http.get('/health/ready');
    expect(JSON.stringify(body)).toContain('reports.seen for 1 tenant(s)');

    during.apply = () => undefined;
    expect(await acme.post(`${projection}/retry`)).toMatchObject({ status: 200 });
    await until(seen, (all) => all.length === before.length + 3);
    expect((await seen()).slice(before.length)).toEqual(['good-0001', 'bad-00000', 'good-0002']);
    expect(await until(status, (one_) => Reflect.get(Object(one_), 'state') === 'current')).toMatchObject({
      failure: null,
    });
  });

  it('makes a projection again from the first event', async () => {
    const before = await seen();
    await database.owner.query(
      `UPDATE event_streams SET metadata = '{"seen":["nonsense"]}' WHERE "tenantId" = 'acme' AND "aggregateType" = 'Report'`,
    );
    expect(await acme.post(`${projection}/rebuild`)).toMatchObject({ status: 200 });

    expect((await until(seen, (all) => all.length >= before.length)).sort()).toEqual([...before].sort());
    expect(await acme.post('/event-store/projections/none/rebuild')).toMatchObject({ status: 404 });
  });

  it('hears what is new again after its connection was cut', async () => {
    const listening = async () => {
      const { rows } = await database.owner.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'tessera listen'`,
      );
      return rows.map(({ pid }) => pid);
    };
    const before = await until(listening, ({ length }) => length === 2);
    await database.owner.query('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid', [before]);

    expect(
      await until(listening, (pids) => pids.length === 2 && !pids.some((pid) => before.includes(pid))),
    ).toHaveLength(2);
  });

  it('refuses two projections of one name', async () => {
    @Injectable()
    @Projection({ name: 'reports.seen' })
    class Second implements EventProjector {
      async apply(): Promise<void> {}
      async reset(): Promise<void> {}
    }
    @Module({ imports: [ReportsModule], providers: [Second] })
    class TwiceModule {}

    await expect(startPlatform(database.url, withEventStore(TwiceModule))).rejects.toThrow(
      'EVENTS.DUPLICATE_PROJECTION: Second and SeenProjection are both the projection "reports.seen"',
    );
  });
});

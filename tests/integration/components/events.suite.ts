import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Injectable, Module, type Type } from '@nestjs/common';
import { Events, Subscribe } from '@/components/events/index.ts';
import { transaction, withTenant } from '@/database';
import { components } from '@/generated/components.ts';
import { HttpClient } from '@/platform/test-utils';
import { TestPrincipals } from '../../../src/platform/test-utils/test-principals.ts';
import { createTenantDatabase, type TenantDatabase } from '../../support/tenant-database.ts';
import { component, type Platform, startPlatform } from '../platform/start-platform.ts';
import { during, LaterShopModule, OrderPlaced, ShopModule, taken } from './shop-events.ts';

/** Two processes' worth of application on one database, as a role that owns nothing. */
describe('events between components', () => {
  let database: TenantDatabase;
  let one: Platform;
  let two: Platform;

  const start = (module: Type) =>
    startPlatform(database.url, [
      ...components.filter(({ name }) => name === 'tenancy' || name === 'events'),
      component('shop', module, { requires: ['events'] }),
    ]);
  beforeAll(async () => {
    database = await createTenantDatabase();
    await database.owner.query(
      `INSERT INTO tenants (id, slug, name, "updatedAt") VALUES ('acme', 'acme', 'Acme', now()), ('globex', 'globex', 'Globex', now())`,
    );
    one = await start(ShopModule);
    two = await start(ShopModule);
  });
  afterAll(async () => {
    await two.app.close();
    await one.app.close();
    await database.drop();
  });
  beforeEach(() => {
    during.invoice = () => undefined;
  });

  const publish = (tenant: string, orderId: string, total: number, id?: string) =>
    withTenant(tenant, () =>
      two.app.get(Events).publish(OrderPlaced, { orderId, total }, id === undefined ? {} : { id }),
    );
  const came = (subscriber: string, prefix: string) =>
    taken.filter((one_) => one_.subscriber === subscriber && one_.orderId.startsWith(prefix));
  const until = async <T>(ask: () => T | Promise<T>, isDone: (value: T) => boolean): Promise<T> => {
    for (;;) {
      const value = await ask();
      if (isDone(value)) return value;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const as = async (principal: object) =>
    new HttpClient(await one.app.getUrl(), one.app.get(TestPrincipals).credentialsOf(principal));

  it('delivers what was committed, once to each subscriber, for its tenant, and nothing that was not', async () => {
    await expect(
      transaction(async () => {
        await publish('acme', 'lost-1', 1);
        throw new RangeError('no stock');
      }),
    ).rejects.toThrow('no stock');
    await transaction(() => publish('acme', 'kept-1', 1));
    await publish('globex', 'kept-2', 2);

    for (const subscriber of ['invoices', 'mails']) {
      const all = await until(
        () => came(subscriber, 'kept'),
        ({ length }) => length === 2,
      );
      expect(all).toMatchObject([
        { orderId: 'kept-1', total: 1, tenant: 'acme' },
        { orderId: 'kept-2', total: 2, tenant: 'globex' },
      ]);
    }
    expect(came('invoices', 'lost')).toEqual([]);
  });

  it('stores a message that is published again with its id once', async () => {
    const id = '018f2a2e-7c1d-7000-8000-00000000000a';
    for (const total of [1, 1, 2]) await publish('acme', 'again-1', total, id);
    await publish('acme', 'again-2', 9);

    await until(
      () => came('mails', 'again-2'),
      ({ length }) => length === 1,
    );
    expect(came('mails', 'again-1')).toMatchObject([{ id, total: 1 }]);
  });

  it('refuses what the event does not say', async () => {
    await expect(publish('acme', 'wrong', 1.5)).rejects.toThrow(/int/);
  });

  it('loses none of 200 messages of interleaving transactions, in order within each key', async () => {
    const totals = new Map<string, number>();
    // As rows that are locked would have it: the next transaction of a key begins when the one before has committed.
    await Promise.all(
      Array.from({ length: 8 }, async (_, key) => {
        for (let left = 25; left > 0; left--) {
          const total = (totals.get(`many-${key}`) ?? 0) + 1;
          totals.set(`many-${key}`, total);
          await transaction(async () => {
            await publish('acme', `many-${key}`, total);
            await new Promise((resolve) => setImmediate(resolve));
          });
        }
      }),
    );
    const all = await until(
      () => came('mails', 'many'),
      ({ length }) => length >= 200,
    );

    expect(new Set(all.map(({ id }) => id)).size).toBe(200);
    for (let key = 0; key < 8; key++) {
      const order = all.filter(({ orderId }) => orderId === `many-${key}`).map(({ total }) => total);
      expect(order).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
    }
    expect(
      (
        await until(
          () => came('invoices', 'many'),
          ({ length }) => length >= 200,
        )
      ).length,
    ).toBe(200);
  });

  it('lets a message that fails hold back its key, and neither other keys nor other subscribers; then it is a dead letter', async () => {
    during.invoice = ({ orderId, total }) => {
      if (orderId === 'bad-1' && total === 1) throw new TypeError('no address');
    };
    for (const total of [1, 2, 3]) await publish('acme', 'bad-1', total);
    await publish('acme', 'bad-2', 1);

    await until(
      () => came('invoices', 'bad-2'),
      ({ length }) => length === 1,
    );
    expect(
      await until(
        () => came('mails', 'bad-1'),
        ({ length }) => length === 3,
      ),
    ).toHaveLength(3);
    // Three tries, then the key goes on without it.
    const behind = await until(
      () => came('invoices', 'bad-1'),
      ({ length }) => length === 2,
    );
    expect(behind.map(({ total }) => total)).toEqual([2, 3]);

    const operator = await as({ permissions: ['events:*'] });
    const acme = await as({ tenantId: 'acme', permissions: ['events:dead-letters.*'] });
    const globex = await as({ tenantId: 'globex', permissions: ['events:*'] });
    const { body } = await acme.get('/events/dead-letters?subscriber=billing.invoices');
    expect(body).toMatchObject({
      items: [
        {
          event: 'shop.order-placed',
          payload: { orderId: 'bad-1', total: 1 },
          attempts: 3,
          error: 'TypeError: no address',
        },
      ],
    });
    expect(await globex.get('/events/dead-letters')).toMatchObject({ body: { items: [] } });
    expect(await operator.get('/events/dead-letters')).toMatchObject({
      body: { items: [{ tenantId: 'acme' }] },
    });
    expect(await operator.get('/events/subscribers')).toMatchObject({
      body: {
        items: [
          { name: 'billing.invoices', dead: 1, waiting: 0 },
          { name: 'mail.orders', dead: 0 },
        ],
      },
    });

    during.invoice = () => undefined;
    const { rows } = await database.owner.query<{ messageId: string }>(
      `SELECT "messageId" FROM event_deliveries WHERE state = 'DEAD'`,
    );
    const path = `/events/dead-letters/billing.invoices/${rows[0]?.messageId ?? ''}/resend`;
    expect(await globex.post(path)).toMatchObject({ status: 404 });
    expect(await acme.post(path)).toMatchObject({ status: 204 });
    const sent = await until(
      () => came('invoices', 'bad-1'),
      ({ length }) => length === 3,
    );
    expect(sent.map(({ total }) => total)).toEqual([2, 3, 1]);
    expect(await acme.post(path)).toMatchObject({ status: 404 });
  });

  it('lets one that joins later begin with the first message, or with what comes', async () => {
    const { length } = came('mails', '');
    const three = await start(LaterShopModule);
    try {
      await until(
        () => came('all', ''),
        (all) => all.length >= length,
      );
      await publish('acme', 'joined-1', 1);
      expect(
        await until(
          () => came('later', ''),
          (all) => all.length > 0,
        ),
      ).toMatchObject([{ orderId: 'joined-1' }]);
      expect(
        await until(
          () => came('all', 'joined'),
          (all) => all.length > 0,
        ),
      ).toHaveLength(1);
      expect(came('all', '')).toHaveLength(length + 1);
    } finally {
      await three.app.close();
    }
  });

  it('refuses two subscribers of one name', async () => {
    @Injectable()
    class Twice {
      @Subscribe(OrderPlaced, { name: 'mail.orders' })
      async again(): Promise<void> {}
    }
    @Module({ imports: [ShopModule], providers: [Twice] })
    class TwiceModule {}

    await expect(start(TwiceModule)).rejects.toThrow(
      'EVENTS.DUPLICATE_SUBSCRIBER: Mails.send and Twice.again are both the subscriber "mail.orders"',
    );
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { transaction, withTenant } from '@/database';
import { startApp, type TestApp } from '@/platform/test-utils';
import { TenancyModule } from '../../tenancy/index.ts';
import { defineEvent, Events, EventsModule } from '../index.ts';

const Sold = defineEvent({
  name: 'test.sold',
  schema: z.object({ item: z.string(), at: z.date() }),
  key: ({ item }) => item,
});

describe('publishing events', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(TenancyModule, EventsModule);
    await app.prisma.tenant.create({ data: { id: 'acme', slug: 'acme', name: 'Acme' } });
  });
  afterAll(() => app.close());

  const publish = (item: string) => app.app.get(Events).publish(Sold, { item, at: new Date(0) });

  it('stores a message with its key, its tenant and its payload as JSON', async () => {
    const id = await withTenant('acme', () => publish('lamp'));

    expect(await app.prisma.eventMessage.findUnique({ where: { id } })).toMatchObject({
      name: 'test.sold',
      key: 'lamp',
      tenantId: 'acme',
      payload: { item: 'lamp', at: '1970-01-01T00:00:00.000Z' },
      actor: 'anonymous',
    });
  });

  it('is undone with the transaction it belongs to', async () => {
    const before = await app.prisma.eventMessage.count();
    await expect(
      transaction(async () => {
        await publish('chair');
        throw new RangeError('no chairs');
      }),
    ).rejects.toThrow('no chairs');

    expect(await app.prisma.eventMessage.count()).toBe(before);
  });

  it('shows subscribers and dead letters to those who may see them', async () => {
    const stranger = app.as({ permissions: ['events:subscribers.read'] });

    expect(await stranger.get('/events/subscribers')).toMatchObject({ status: 200, body: { items: [] } });
    expect(await stranger.get('/events/dead-letters')).toMatchObject({ status: 403 });
    expect(await app.http.get('/events/subscribers')).toMatchObject({ status: 401 });
    const operator = app.as({ permissions: ['events:*'] });
    expect(await operator.post('/events/dead-letters/none/none/resend')).toMatchObject({ status: 404 });
    expect(await operator.get('/events/dead-letters?cursor=czE')).toMatchObject({ status: 400 });
  });
});

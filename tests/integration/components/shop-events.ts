import { Injectable, Module } from '@nestjs/common';
import { z } from 'zod';
import { type DeliveredMessage, defineEvent, EventsModule, Subscribe } from '@/components/events/index.ts';
import { currentTenant } from '@/database';

export const OrderPlaced = defineEvent({
  name: 'shop.order-placed',
  schema: z.object({ orderId: z.string(), total: z.int() }),
  key: ({ orderId }) => orderId,
});
export const Restocked = defineEvent({ name: 'shop.restocked', schema: z.object({ item: z.string() }) });

export interface Taken {
  readonly subscriber: string;
  readonly orderId: string;
  readonly total: number;
  readonly tenant: string | undefined;
  readonly id: string;
}

/** What came to the subscribers, of all processes; and what they do besides. */
export const taken: Taken[] = [];
export const during: { invoice: (payload: z.infer<typeof OrderPlaced.schema>) => Promise<void> | void } = {
  invoice: () => undefined,
};

type Order = z.infer<typeof OrderPlaced.schema>;

@Injectable()
export class Invoices {
  @Subscribe(OrderPlaced, { name: 'billing.invoices', attempts: 3 })
  async invoice(order: Order, { id }: DeliveredMessage): Promise<void> {
    await during.invoice(order);
    taken.push({ subscriber: 'invoices', ...order, tenant: currentTenant(), id });
  }
}

@Injectable()
export class Mails {
  @Subscribe(OrderPlaced, { name: 'mail.orders' })
  async send(order: Order, { id }: DeliveredMessage): Promise<void> {
    taken.push({ subscriber: 'mails', ...order, tenant: currentTenant(), id });
    return Promise.resolve();
  }
}

/** Joins later. */
@Injectable()
export class Reports {
  @Subscribe(OrderPlaced, { name: 'reports.from-beginning' })
  async all(order: Order, { id }: DeliveredMessage): Promise<void> {
    taken.push({ subscriber: 'all', ...order, tenant: currentTenant(), id });
    return Promise.resolve();
  }

  @Subscribe(OrderPlaced, { name: 'reports.from-now', from: 'now' })
  async later(order: Order, { id }: DeliveredMessage): Promise<void> {
    taken.push({ subscriber: 'later', ...order, tenant: currentTenant(), id });
    return Promise.resolve();
  }
}

@Module({ imports: [EventsModule], providers: [Invoices, Mails] })
export class ShopModule {}

@Module({ imports: [EventsModule], providers: [Invoices, Mails, Reports] })
export class LaterShopModule {}

import { DiscoveryService } from '@nestjs/core';
import { type EventDefinition } from '../publishing/define-event.ts';

/** What is delivered besides the payload. */
export interface DeliveredMessage {
  readonly id: string;
  readonly name: string;
  readonly position: bigint;
  readonly key: string | null;
  readonly tenantId: string | null;
  /** Who published it. */
  readonly actor: string;
  readonly createdAt: Date;
}

export interface SubscribeOptions {
  /** Unique in the application; begins with the component's name. A new name is a new subscriber. */
  readonly name: string;
  /** Where one that joins begins: with the first message there is, or with what comes. @default beginning */
  readonly from?: 'beginning' | 'now';
  /** Tries until a message is a dead letter. @default 10 */
  readonly attempts?: number;
}

/** What stands on a method that takes messages. */
export interface Subscribed extends SubscribeOptions {
  readonly event: EventDefinition<unknown>;
}

/** Read by `SubscriberRegistry`. */
export const Subscribed = DiscoveryService.createDecorator<Subscribed>();

/**
 * Lets a method of a provider take the messages of an event, for the tenant of each and in a transaction: what it writes is
 * committed together with the fact that it was delivered. Anything else it does may happen again: it has the message's id.
 *
 * @example
 * @Subscribe(OrderPlaced, { name: 'billing.invoice-orders' })
 * async invoice({ orderId }: { orderId: string }, { id }: DeliveredMessage) { … }
 */
export function Subscribe<Payload>(event: EventDefinition<Payload>, options: SubscribeOptions) {
  return <Method extends (payload: Payload, message: DeliveredMessage) => Promise<void>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    const { name, schema } = event;
    Subscribed({ ...options, event: { name, schema } })(target, key, descriptor);
  };
}

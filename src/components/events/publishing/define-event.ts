import { type z } from 'zod';

/** What a component tells others. It exports this from its `index.ts`; subscribers import it, and so require the component. */
export interface EventDefinition<Payload> {
  /** Unique; begins with the component's name: `shop.order-placed`. */
  readonly name: string;
  /** What is published is checked by it, and what is delivered is what it makes of that. */
  readonly schema: z.ZodType<Payload>;
  /** Messages of one key are delivered in their order. @default none: in no order that can be relied on */
  readonly key?: ((payload: Payload) => string) | undefined;
}

/**
 * Defines an event.
 *
 * @example
 * export const OrderPlaced = defineEvent({
 *   name: 'shop.order-placed',
 *   schema: z.object({ orderId: z.string(), total: z.int() }),
 *   key: ({ orderId }) => orderId,
 * });
 */
export function defineEvent<Payload>(definition: EventDefinition<Payload>): EventDefinition<Payload> {
  return Object.freeze({ ...definition });
}

import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { StartupError } from '@/platform';
import { type DeliveredMessage, Subscribed } from './subscribe.decorator.ts';

/** Two subscribers with one name would take each other's messages. */
export class DuplicateSubscriberError extends StartupError {
  readonly code = 'EVENTS.DUPLICATE_SUBSCRIBER';

  constructor(name: string, methods: readonly string[]) {
    super(
      `EVENTS.DUPLICATE_SUBSCRIBER: ${methods.toSorted().join(' and ')} are both the subscriber "${name}". Give each a name of its own.`,
    );
  }
}

export interface Subscriber extends Subscribed {
  /** `Invoices.invoice` */
  readonly method: string;
  /** @throws what the method throws, or ZodError when the payload is not what the event says any more */
  readonly take: (payload: unknown, message: DeliveredMessage) => Promise<void>;
}

/** The subscribers of all components. */
@Injectable()
export class SubscriberRegistry {
  readonly #scanner = new MetadataScanner();
  #known: ReadonlyMap<string, Subscriber> | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  /** By name. To be asked once everything is mounted. @throws DuplicateSubscriberError */
  all(): readonly Subscriber[] {
    this.#known ??= this.#find();
    return [...this.#known.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #find(): ReadonlyMap<string, Subscriber> {
    const found = new Map<string, { subscriber: Subscriber; instance: object }>();
    for (const wrapper of this.discovery.getProviders()) {
      const instance: unknown = wrapper.instance;
      if (typeof instance !== 'object' || instance === null) continue;
      const prototype: unknown = Object.getPrototypeOf(instance);
      if (typeof prototype !== 'object' || prototype === null) continue;
      for (const key of this.#scanner.getAllMethodNames(prototype)) {
        const declared = this.discovery.getMetadataByDecorator(Subscribed, wrapper, key);
        const handler: unknown = declared && Reflect.get(instance, key);
        if (declared === undefined || typeof handler !== 'function') continue;
        const method = `${instance.constructor.name}.${key}`;
        const known = found.get(declared.name);
        if (known?.instance === instance && known.subscriber.method === method) continue;
        if (known) throw new DuplicateSubscriberError(declared.name, [known.subscriber.method, method]);
        const take = async (payload: unknown, message: DeliveredMessage): Promise<void> => {
          await Reflect.apply(handler, instance, [declared.event.schema.parse(payload), message]);
        };
        found.set(declared.name, { subscriber: { ...declared, method, take }, instance });
      }
    }
    return new Map([...found].map(([name, { subscriber }]) => [name, subscriber]));
  }
}

import { DiscoveryService } from '@nestjs/core';
import { type StoredEvent } from '@/generated/prisma/client.ts';

/** What a projection is called and follows. */
export interface ProjectionDeclaration {
  /** Unique in the application; begin it with the component's name: `crm.open-deals`. */
  readonly name: string;
  /** @default all types */
  readonly types?: readonly string[];
}

/** What makes rows of its own from events. */
export interface EventProjector {
  /**
   * Takes one event, in a transaction and for the tenant of the event. What it writes is committed together with how far it
   * has come: each event has its effect once, whatever breaks. So it should do nothing but write.
   *
   * @throws anything: the projection stops before the event, for this tenant only, and tries it again later.
   */
  readonly apply: (event: StoredEvent) => Promise<void>;
  /** Removes everything it made for the tenant at hand, before it is made again from the first event. */
  readonly reset: () => Promise<void>;
}

/**
 * Makes a provider a projection of the event store. Its module imports `EventStoreModule`.
 *
 * @example
 * @Injectable()
 * @Projection({ name: 'crm.open-deals', types: ['deal.opened', 'deal.won'] })
 * export class OpenDeals implements EventProjector { ... }
 */
export const Projection = DiscoveryService.createDecorator<ProjectionDeclaration>();

import { Inject, Injectable, Module, type Type } from '@nestjs/common';
import { components } from '@/generated/components.ts';
import { type StoredEvent } from '@/generated/prisma/client.ts';
import {
  EventStoreModule,
  type EventProjector,
  Projection,
  StreamsService,
} from '@/components/event-store/index.ts';
import { component } from '../platform/start-platform.ts';

/** What the projection of the tests does besides. */
export const during: { apply: (event: StoredEvent) => Promise<void> | void } = { apply: () => undefined };

const report = { aggregateType: 'Report', aggregateId: 'all' };

/** Writes down in the metadata of a stream which events it has seen. */
@Injectable()
@Projection({ name: 'reports.seen', types: ['work.done'] })
export class SeenProjection implements EventProjector {
  readonly #streams: StreamsService;

  constructor(@Inject(StreamsService) streams: StreamsService) {
    this.#streams = streams;
  }

  async apply(event: StoredEvent): Promise<void> {
    const { metadata } = await this.#streams.get(report);
    await this.#streams.describe(report, { metadata: { seen: [...seenIn(metadata), event.id] } });
    await during.apply(event);
  }

  async reset(): Promise<void> {
    await this.#streams.describe(report, { metadata: null });
  }
}

export function seenIn(metadata: unknown): string[] {
  const seen: unknown =
    typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'seen') : undefined;
  return Array.isArray(seen) ? seen.map(String) : [];
}

@Module({ imports: [EventStoreModule], providers: [SeenProjection] })
export class ReportsModule {}

/** The event store with what it requires, and one component that uses it. */
export function withEventStore(module: Type) {
  const own = components.filter(({ name }) => name === 'tenancy' || name === 'event-store');
  return [...own, component('reports', module, { requires: ['event-store'] })];
}

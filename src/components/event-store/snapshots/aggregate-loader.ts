import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { PrismaService } from '@/database';
import { type Prisma, type StoredEvent } from '@/generated/prisma/client.ts';
import { Snapshots } from './snapshots.ts';

/** What the events of a stream come to. */
export interface Aggregate<State extends Prisma.InputJsonValue> {
  /** Type of its streams. */
  readonly type: string;
  /** Shape of the state. A snapshot that does not have it is not used. */
  readonly schema: z.ZodType<State>;
  /** Raise it when `apply` comes to another state from the same events: snapshots made before are not used then. */
  readonly schemaVersion: number;
  readonly initial: State;
  readonly apply: (state: State, event: StoredEvent) => State;
  /** A snapshot is made when so many events had to be read. @default 100 */
  readonly snapshotEvery?: number;
}

export interface LoadedAggregate<State> {
  readonly state: State;
  /** Of the last event; 0 when there is none. The `expectedVersion` of the next append. */
  readonly version: number;
}

const batch = 500;

/** Reads aggregates of the tenant at hand: the newest snapshot that can be used, and the events behind it. */
@Injectable()
export class AggregateLoader {
  constructor(
    private readonly prisma: PrismaService<'event-store'>,
    private readonly snapshots: Snapshots,
  ) {}

  async load<State extends Prisma.InputJsonValue>(
    aggregate: Aggregate<State>,
    aggregateId: string,
  ): Promise<LoadedAggregate<State>> {
    const { schemaVersion, snapshotEvery = 100 } = aggregate;
    const stream = { aggregateType: aggregate.type, aggregateId };
    const snapshot = await this.snapshots.newest(stream, { schemaVersion });
    const usable = aggregate.schema.safeParse(snapshot?.state);
    const begin = snapshot && usable.success ? snapshot.version : 0;
    let state = usable.success ? usable.data : aggregate.initial;
    let version = begin;
    for (let isMore = true; isMore;) {
      const events = await this.prisma.storedEvent.findMany({
        where: { ...stream, version: { gt: version } },
        orderBy: { version: 'asc' },
        take: batch,
      });
      for (const event of events) state = aggregate.apply(state, event);
      version = events.at(-1)?.version ?? version;
      isMore = events.length === batch;
    }
    if (version - begin >= snapshotEvery)
      await this.snapshots.save(stream, { schemaVersion, version, state });
    return { state, version };
  }
}

import { Injectable } from '@nestjs/common';
import { followLog, Notifications } from '@/database';
import { type StoredEvent } from '@/generated/prisma/client.ts';
import { eventChannel } from '../events/event-channel.ts';
import { EventReader } from '../events/event-reader.ts';

/** What one subscription is about. */
export interface Subscription {
  /** Goes on behind this position; 0 begins with the first event. */
  readonly after: bigint;
  /** @default all types */
  readonly types?: readonly string[] | undefined;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Follows the events of the tenant at hand: those that are there, then those that come, each once and in order. */
@Injectable()
export class EventSubscriptions {
  constructor(
    private readonly reader: EventReader,
    private readonly notifications: Notifications,
  ) {}

  /**
   * @yields pieces of the log. Keep the position of the last event you are done with, and go on behind it.
   * @example
   * for await (const events of subscriptions.follow({ after: 0n, signal })) await project(events);
   */
  follow({ after, types, signal }: Subscription): AsyncGenerator<readonly StoredEvent[], void> {
    return followLog<StoredEvent>(
      {
        read: (position) => this.reader.readBehind({ after: position, types, limit: 200 }),
        positionOf: ({ position }) => position,
        listen: (wake) => this.notifications.listen(eventChannel, wake),
      },
      after,
      signal,
    );
  }
}

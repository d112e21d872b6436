import { Controller, Headers, type MessageEvent, Query, Sse } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { type Observable } from 'rxjs';
import { ApiProblems, EventStreams, Requires } from '@/platform';
import { EventReader } from '../events/event-reader.ts';
import { EventView, viewEvent } from '../events/event-view.ts';
import { tenantOfWork } from '../events/tenant-of-work.ts';
import { EventSubscriptions } from './event-subscriptions.ts';
import { FollowEvents, LastEventId } from './follow-events.ts';

@Controller('event-store/subscription')
export class SubscriptionController {
  constructor(
    private readonly subscriptions: EventSubscriptions,
    private readonly reader: EventReader,
    private readonly streams: EventStreams,
  ) {}

  @Requires('event-store:events.read')
  @Sse()
  @ApiOperation({
    summary: 'Follow events as Server-Sent Events: what is there behind a position, then what comes',
    description:
      'The id of a message is the position of its event, its name the type. Streams end from time to time.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Go on behind this position' })
  @ApiOkResponse({ standardSchema: EventView, description: 'text/event-stream; the data of each message' })
  @ApiProblems(400)
  async follow(
    @Query({ schema: FollowEvents }) { after, type: types }: FollowEvents,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<Observable<MessageEvent>> {
    tenantOfWork();
    const last = LastEventId.parse(lastEventId) ?? after;
    const position = last === 'now' ? await this.reader.head() : BigInt(last);
    return this.streams.open((signal) => this.#messages({ after: position, types, signal }));
  }

  async *#messages(subscription: Parameters<EventSubscriptions['follow']>[0]) {
    for await (const events of this.subscriptions.follow(subscription)) {
      yield events.map((event) => ({
        id: event.position.toString(),
        type: event.type,
        data: viewEvent(event),
      }));
    }
  }
}

import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ApiProblems, type HttpReply, type Page, pageOf, Requires } from '@/platform';
import { StreamAppend } from './append-events.ts';
import { EventReader } from './event-reader.ts';
import { AppendedView, EventView, viewEvent } from './event-view.ts';
import { EventWriter } from './event-writer.ts';
import { ListEvents } from './list-events.ts';

@Controller('event-store/events')
export class EventsController {
  constructor(
    private readonly writer: EventWriter,
    private readonly reader: EventReader,
  ) {}

  @Requires('event-store:events.append')
  @Post()
  @ApiOperation({ summary: 'Append events to a stream, all or none' })
  @ApiCreatedResponse({ standardSchema: AppendedView })
  @ApiOkResponse({ standardSchema: AppendedView, description: 'All of them were stored before, as they are' })
  @ApiProblems(400, 404, 409)
  async append(
    @Body({ schema: StreamAppend }) append: StreamAppend,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<{ items: EventView[] }> {
    const results = await this.writer.append([append]);
    const path = [append.aggregateType, append.aggregateId].map(encodeURIComponent).join('/');
    reply.header('Location', `/event-store/streams/${path}`);
    if (!results.some(({ isNew }) => isNew)) reply.status(200);
    return { items: results.flatMap(({ events }) => events.map(viewEvent)) };
  }

  @Requires('event-store:events.read')
  @Get()
  @ApiOperation({ summary: 'Read events by position; filter by type, stream and time' })
  @ApiOkResponse({ standardSchema: pageOf(EventView) })
  @ApiProblems(400)
  async list(@Query({ schema: ListEvents }) query: ListEvents): Promise<Page<EventView>> {
    const page = await this.reader.list(query);
    return { ...page, items: page.items.map(viewEvent) };
  }

  @Requires('event-store:events.read')
  @Get(':id')
  @ApiOperation({ summary: 'Get an event' })
  @ApiOkResponse({ standardSchema: EventView })
  @ApiProblems(404)
  async get(@Param('id') id: string): Promise<EventView> {
    return viewEvent(await this.reader.get(id));
  }
}

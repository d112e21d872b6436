import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { type EventStream } from '@/generated/prisma/client.ts';
import { ApiProblems, type Page, pageOf, Requires } from '@/platform';
import { EndStream, PutStreamMetadata } from './change-stream.ts';
import { ListStreams } from './list-streams.ts';
import { StreamView } from './stream-view.ts';
import { StreamsService } from './streams.service.ts';

@Controller('event-store/streams')
export class StreamsController {
  constructor(private readonly streams: StreamsService) {}

  @Requires('event-store:events.read')
  @Get()
  @ApiOperation({ summary: 'List streams, by type and id' })
  @ApiOkResponse({ standardSchema: pageOf(StreamView) })
  @ApiProblems(400)
  list(@Query({ schema: ListStreams }) query: ListStreams): Promise<Page<EventStream>> {
    return this.streams.list(query);
  }

  @Requires('event-store:events.read')
  @Get(':aggregateType/:aggregateId')
  @ApiOperation({ summary: 'Where a stream stands' })
  @ApiOkResponse({ standardSchema: StreamView })
  @ApiProblems(404)
  get(
    @Param('aggregateType') aggregateType: string,
    @Param('aggregateId') aggregateId: string,
  ): Promise<EventStream> {
    return this.streams.get({ aggregateType, aggregateId });
  }

  @Requires('event-store:streams.write')
  @Put(':aggregateType/:aggregateId/metadata')
  @ApiOperation({ summary: 'Say something of a stream, in place of what was said before' })
  @ApiOkResponse({ standardSchema: StreamView })
  @ApiProblems(400, 404)
  describe(
    @Param('aggregateType') aggregateType: string,
    @Param('aggregateId') aggregateId: string,
    @Body({ schema: PutStreamMetadata }) body: PutStreamMetadata,
  ): Promise<EventStream> {
    return this.streams.describe({ aggregateType, aggregateId }, body);
  }

  @Requires('event-store:streams.write')
  @Post(':aggregateType/:aggregateId/end')
  @HttpCode(200)
  @ApiOperation({ summary: 'End a stream: its events stay, and nothing can be appended' })
  @ApiOkResponse({ standardSchema: StreamView })
  @ApiProblems(400, 404, 409)
  end(
    @Param('aggregateType') aggregateType: string,
    @Param('aggregateId') aggregateId: string,
    @Body({ schema: EndStream }) body: EndStream,
  ): Promise<EventStream> {
    return this.streams.end({ aggregateType, aggregateId }, body);
  }

  @Requires('event-store:streams.write')
  @Post(':aggregateType/:aggregateId/reopen')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let a stream that has ended go on' })
  @ApiOkResponse({ standardSchema: StreamView })
  @ApiProblems(404, 409)
  reopen(
    @Param('aggregateType') aggregateType: string,
    @Param('aggregateId') aggregateId: string,
  ): Promise<EventStream> {
    return this.streams.reopen({ aggregateType, aggregateId });
  }
}

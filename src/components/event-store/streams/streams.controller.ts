import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ApiProblems, Requires } from '@/platform';
import { EventReader, type StreamState } from '../events/event-reader.ts';
import { GetStream } from './get-stream.ts';
import { StreamView } from './stream-view.ts';

@Controller('event-store/streams')
export class StreamsController {
  constructor(private readonly reader: EventReader) {}

  @Requires('event-store:events.read')
  @Get(':aggregateType/:aggregateId')
  @ApiOperation({ summary: 'Where a stream stands' })
  @ApiOkResponse({ standardSchema: StreamView })
  @ApiProblems(400, 404)
  async get(
    @Param('aggregateType') aggregateType: string,
    @Param('aggregateId') aggregateId: string,
    @Query({ schema: GetStream }) query: GetStream,
  ): Promise<StreamState> {
    const stream = await this.reader.stream({ tenantId: query.tenantId, aggregateType, aggregateId });
    if (stream.version === 0) {
      throw new NotFoundException(`There is no stream ${aggregateType}/${aggregateId}.`);
    }
    return stream;
  }
}

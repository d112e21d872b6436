import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ApiProblems, type HttpReply, Requires } from '@/platform';
import { AppendBatch } from './append-batch.ts';
import { AppendedView, type EventView, viewEvent } from './event-view.ts';
import { EventWriter } from './event-writer.ts';

@Controller('event-store/batches')
export class BatchesController {
  constructor(private readonly writer: EventWriter) {}

  @Requires('event-store:events.append')
  @Post()
  @ApiOperation({ summary: 'Append to several streams in one transaction' })
  @ApiCreatedResponse({ standardSchema: AppendedView })
  @ApiOkResponse({ standardSchema: AppendedView, description: 'All of them were stored before, as they are' })
  @ApiProblems(400, 404, 409)
  async append(
    @Body({ schema: AppendBatch }) body: AppendBatch,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<{ items: EventView[] }> {
    const results = await this.writer.append(body.appends);
    if (!results.some(({ isNew }) => isNew)) reply.status(200);
    return { items: results.flatMap(({ events }) => events.map(viewEvent)) };
  }
}

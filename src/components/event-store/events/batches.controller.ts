import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation } from '@nestjs/swagger';
import { ApiProblems, Requires } from '@/platform';
import { AppendBatch } from './append-batch.ts';
import { AppendedView, type EventView, viewEvent } from './event-view.ts';
import { EventWriter } from './event-writer.ts';

@Controller('event-store/batches')
export class BatchesController {
  constructor(private readonly writer: EventWriter) {}

  @Requires('event-store:events.append')
  @Post()
  @ApiOperation({ summary: 'Append to several streams of a tenant in one transaction' })
  @ApiCreatedResponse({ standardSchema: AppendedView })
  @ApiProblems(400, 404, 409)
  async append(@Body({ schema: AppendBatch }) body: AppendBatch): Promise<{ items: EventView[] }> {
    const items = await this.writer.append(body.tenantId, body.appends);
    return { items: items.map(viewEvent) };
  }
}

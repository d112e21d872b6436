import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { type PrintJob } from '@/generated/prisma/client.ts';
import { ApiProblems, type Page, pageOf, Requires } from '@/platform';
import { JobView } from '../jobs/job-view.ts';
import { ListQueue } from './list-queue.ts';
import { QueueService } from './queue.service.ts';

@Controller('print-jobs/queue')
export class QueueController {
  constructor(private readonly queue: QueueService) {}

  @Requires('print-jobs:jobs.read')
  @Get()
  @ApiOperation({ summary: 'The waiting jobs, highest priority first, then oldest' })
  @ApiOkResponse({ standardSchema: pageOf(JobView) })
  @ApiProblems(400, 404)
  list(@Query({ schema: ListQueue }) query: ListQueue): Promise<Page<PrintJob>> {
    return this.queue.list(query);
  }
}

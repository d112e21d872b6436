import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { type PrintJob, type PrintJobHistory } from '@/generated/prisma/client.ts';
import { ApiProblems, type HttpReply, type Page, pageOf, PageQuery, Requires } from '@/platform';
import { CreateJob } from './create-job.ts';
import { HistoryView } from './history-view.ts';
import { JobView } from './job-view.ts';
import { JobsService } from './jobs.service.ts';
import { ListJobs } from './list-jobs.ts';
import { UpdateJob } from './update-job.ts';

@Controller('print-jobs/jobs')
export class JobsController {
  constructor(private readonly jobs: JobsService) {}

  @Requires('print-jobs:jobs.write')
  @Post()
  @ApiOperation({ summary: 'Hand in a job: it is queued' })
  @ApiCreatedResponse({ standardSchema: JobView })
  @ApiProblems(400, 409)
  async create(
    @Body({ schema: CreateJob }) body: CreateJob,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<PrintJob> {
    const job = await this.jobs.create(body);
    reply.header('Location', `/print-jobs/jobs/${job.id}`);
    return job;
  }

  @Requires('print-jobs:jobs.read')
  @Get()
  @ApiOperation({ summary: 'List jobs' })
  @ApiOkResponse({ standardSchema: pageOf(JobView) })
  @ApiProblems(400)
  list(@Query({ schema: ListJobs }) query: ListJobs): Promise<Page<PrintJob>> {
    return this.jobs.list(query);
  }

  @Requires('print-jobs:jobs.read')
  @Get(':id')
  @ApiOperation({ summary: 'Get a job' })
  @ApiOkResponse({ standardSchema: JobView })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: z.uuid() }) id: string): Promise<PrintJob> {
    return this.jobs.get(id);
  }

  @Requires('print-jobs:jobs.write')
  @Patch(':id')
  @ApiOperation({ summary: 'Change priority or copies of a queued job' })
  @ApiOkResponse({ standardSchema: JobView })
  @ApiProblems(400, 404, 409)
  update(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: UpdateJob }) body: UpdateJob,
  ): Promise<PrintJob> {
    return this.jobs.update(id, body);
  }

  @Requires('print-jobs:jobs.read')
  @Get(':id/history')
  @ApiOperation({ summary: 'What happened to a job, oldest first' })
  @ApiOkResponse({ standardSchema: pageOf(HistoryView) })
  @ApiProblems(400, 404)
  history(
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<Page<PrintJobHistory>> {
    return this.jobs.history(id, query);
  }
}

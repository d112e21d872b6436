import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ApiProblems, PageQuery, pageOf, Requires } from '@/platform';
import { z } from 'zod';
import { JobDesk } from './job-desk.ts';
import { JobView, States } from './job-view.ts';

const ListJobs = PageQuery.extend({
  state: States.optional(),
  job: z.string().max(100).optional().describe('Only jobs of this name.'),
});
type ListJobs = z.infer<typeof ListJobs>;

const id = { schema: z.uuid() };

@Controller('jobs')
export class JobsController {
  constructor(private readonly desk: JobDesk) {}

  @Get()
  @Requires('jobs:read')
  @ApiOperation({ summary: 'Jobs, newest first; `state=failed` are the dead letters' })
  @ApiOkResponse({ standardSchema: pageOf(JobView) })
  @ApiProblems(400)
  list(@Query({ schema: ListJobs }) { state, job, ...page }: ListJobs) {
    return this.desk.list({ state, queue: job }, page);
  }

  @Get(':id')
  @Requires('jobs:read')
  @ApiOperation({ summary: 'One job, and how far it is' })
  @ApiOkResponse({ standardSchema: JobView })
  @ApiProblems(400, 404)
  get(@Param('id', id) jobId: string) {
    return this.desk.get(jobId);
  }

  @Post(':id/retry')
  @HttpCode(200)
  @Requires('jobs:retry')
  @ApiOperation({ summary: 'Send a failed or cancelled job again' })
  @ApiOkResponse({ standardSchema: JobView })
  @ApiProblems(400, 404, 409)
  retry(@Param('id', id) jobId: string) {
    return this.desk.retry(jobId);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Requires('jobs:cancel')
  @ApiOperation({ summary: 'Cancel a job; the handler of one under way is asked to stop' })
  @ApiOkResponse({ standardSchema: JobView })
  @ApiProblems(400, 404, 409)
  cancel(@Param('id', id) jobId: string) {
    return this.desk.cancel(jobId);
  }
}

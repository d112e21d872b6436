import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { type PrintJob } from '@/generated/prisma/client.ts';
import { ApiProblems, Requires } from '@/platform';
import { AssignJob, FailJob, JobAction } from './job-action.ts';
import { JobLifecycle } from './job-lifecycle.ts';
import { JobView } from './job-view.ts';

@ApiProblems(400, 404, 409)
@Controller('print-jobs/jobs/:id')
export class JobActionsController {
  constructor(private readonly lifecycle: JobLifecycle) {}

  @Requires('print-jobs:jobs.operate', 'print-jobs:jobs.all')
  @Post('assign')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a queued job to a free device that can do it' })
  @ApiOkResponse({ standardSchema: JobView })
  assign(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: AssignJob }) body: AssignJob,
  ): Promise<PrintJob> {
    return this.lifecycle.assign(id, body.deviceId, body.note);
  }

  @Requires('print-jobs:jobs.operate')
  @Post('fail')
  @HttpCode(200)
  @ApiOperation({ summary: 'The job failed' })
  @ApiOkResponse({ standardSchema: JobView })
  fail(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: FailJob }) body: FailJob,
  ): Promise<PrintJob> {
    return this.lifecycle.fail(id, body.reason);
  }

  @Requires('print-jobs:jobs.operate')
  @Post('start')
  @HttpCode(200)
  @ApiOperation({ summary: 'The device has started' })
  @ApiOkResponse({ standardSchema: JobView })
  @ApiBody({ required: false })
  start(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: JobAction }) body: JobAction,
  ): Promise<PrintJob> {
    return this.lifecycle.start(id, body?.note);
  }

  @Requires('print-jobs:jobs.operate')
  @Post('complete')
  @HttpCode(200)
  @ApiOperation({ summary: 'The job is done' })
  @ApiOkResponse({ standardSchema: JobView })
  @ApiBody({ required: false })
  complete(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: JobAction }) body: JobAction,
  ): Promise<PrintJob> {
    return this.lifecycle.complete(id, body?.note);
  }

  @Requires('print-jobs:jobs.operate')
  @Post('cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Cancel a job that is not finished' })
  @ApiOkResponse({ standardSchema: JobView })
  @ApiBody({ required: false })
  cancel(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: JobAction }) body: JobAction,
  ): Promise<PrintJob> {
    return this.lifecycle.cancel(id, body?.note);
  }

  @Requires('print-jobs:jobs.operate')
  @Post('release')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a job back from its device; it keeps its place in the queue' })
  @ApiOkResponse({ standardSchema: JobView })
  @ApiBody({ required: false })
  release(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: JobAction }) body: JobAction,
  ): Promise<PrintJob> {
    return this.lifecycle.release(id, body?.note);
  }

  @Requires('print-jobs:jobs.operate')
  @Post('retry')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put a failed job at the end of the queue' })
  @ApiOkResponse({ standardSchema: JobView })
  @ApiBody({ required: false })
  retry(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: JobAction }) body: JobAction,
  ): Promise<PrintJob> {
    return this.lifecycle.retry(id, body?.note);
  }
}

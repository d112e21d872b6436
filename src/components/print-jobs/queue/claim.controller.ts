import { Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { type PrintJob } from '@/generated/prisma/client.ts';
import { ApiProblems, type HttpReply, Requires } from '@/platform';
import { JobLifecycle } from '../jobs/job-lifecycle.ts';
import { JobView } from '../jobs/job-view.ts';

@Controller('print-jobs/devices/:id/claim')
export class ClaimController {
  constructor(private readonly lifecycle: JobLifecycle) {}

  @Requires('print-jobs:jobs.claim', 'print-jobs:jobs.all')
  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a free device the next job it can do' })
  @ApiOkResponse({ standardSchema: JobView })
  @ApiNoContentResponse({ description: 'Nothing in the queue fits' })
  @ApiProblems(400, 404, 409)
  async claim(
    @Param('id', { schema: z.uuid() }) id: string,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<PrintJob | undefined> {
    const job = await this.lifecycle.claim(id);
    if (job) return job;
    reply.status(204);
    return undefined;
  }
}

import { Controller, ForbiddenException, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { PrismaService } from '@/database';
import { ApiProblems, currentPrincipal, Requires } from '@/platform';
import { z } from 'zod';
import { JobDesk } from './job-desk.ts';
import { States } from './job-view.ts';

const QueueView = z
  .object({
    job: z.string(),
    isPaused: z.boolean(),
    pausedBy: z.string().nullable(),
    hasHandler: z.boolean().describe('Whether the application that answers has a handler for its jobs.'),
    counts: z.record(States, z.number().int()),
  })
  .meta({ id: 'JobQueue' });

const ScheduleView = z
  .object({ job: z.string(), cron: z.string(), timezone: z.string(), lastDueAt: z.iso.datetime() })
  .meta({ id: 'JobSchedule' });

const WorkerView = z
  .object({
    id: z.uuid(),
    host: z.string(),
    pid: z.number().int(),
    running: z.number().int(),
    startedAt: z.iso.datetime(),
    seenAt: z.iso.datetime(),
  })
  .meta({ id: 'JobWorker' });

const name = { schema: z.string().max(100) };

/** What concerns all tenants together. */
@Controller('jobs')
export class QueuesController {
  constructor(
    private readonly desk: JobDesk,
    private readonly prisma: PrismaService<'jobs'>,
  ) {}

  @Get('queues')
  @Requires('jobs:read')
  @ApiOperation({ summary: 'Queues, with how many jobs are in which state' })
  @ApiOkResponse({ standardSchema: z.array(QueueView) })
  queues() {
    refuseTenant();
    return this.desk.queues();
  }

  @Post('queues/:name/pause')
  @HttpCode(204)
  @Requires('jobs:pause')
  @ApiOperation({ summary: 'Let no more jobs of a queue begin' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  async pause(@Param('name', name) queue: string): Promise<void> {
    refuseTenant();
    await this.desk.pause(queue);
  }

  @Post('queues/:name/resume')
  @HttpCode(204)
  @Requires('jobs:pause')
  @ApiOperation({ summary: 'Let a paused queue go on' })
  @ApiNoContentResponse()
  @ApiProblems(400)
  async resume(@Param('name', name) queue: string): Promise<void> {
    refuseTenant();
    await this.desk.resume(queue);
  }

  @Get('schedules')
  @Requires('jobs:read')
  @ApiOperation({ summary: 'Schedules, with when each was due last' })
  @ApiOkResponse({ standardSchema: z.array(ScheduleView) })
  async schedules() {
    refuseTenant();
    const rows = await this.prisma.jobSchedule.findMany({ orderBy: { queue: 'asc' } });
    return rows.map(({ queue, cron, timezone, lastSlot }) => ({
      job: queue,
      cron,
      timezone,
      lastDueAt: lastSlot,
    }));
  }

  @Get('workers')
  @Requires('jobs:read')
  @ApiOperation({ summary: 'Processes that run jobs, with when each was seen last' })
  @ApiOkResponse({ standardSchema: z.array(WorkerView) })
  workers() {
    refuseTenant();
    return this.prisma.jobWorker.findMany({ orderBy: { startedAt: 'asc' } });
  }
}

/** @throws ForbiddenException for those who act in one tenant */
function refuseTenant(): void {
  if (currentPrincipal().tenantId === undefined) return;
  throw new ForbiddenException('Queues are those of all tenants: this cannot be done for one.');
}

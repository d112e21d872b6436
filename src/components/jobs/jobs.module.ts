import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobDesk } from './admin/job-desk.ts';
import { JobsController } from './admin/jobs.controller.ts';
import { QueuesController } from './admin/queues.controller.ts';
import {
  CancelJobsCommand,
  ListJobsCommand,
  ListQueuesCommand,
  PauseQueueCommand,
  ResumeQueueCommand,
  RetryJobsCommand,
} from './commands/job-commands.ts';
import { WorkerCommand } from './commands/worker.command.ts';
import { Handlers } from './define/handlers.ts';
import { jobsEnvironmentProvider } from './jobs-environment.ts';
import { Jobs } from './jobs.service.ts';
import { BossQueue } from './queue/boss-queue.ts';
import { JobsDatabase } from './queue/jobs-database.ts';
import { QueuePort } from './queue/queue.port.ts';
import { AttemptTools } from './worker/attempt-tools.ts';
import { JobWorker } from './worker/job-worker.ts';
import { Notifications } from './worker/notifications.ts';
import { Scheduler } from './worker/scheduler.ts';

@Module({
  imports: [DiscoveryModule],
  controllers: [JobsController, QueuesController],
  providers: [
    jobsEnvironmentProvider,
    AttemptTools,
    CancelJobsCommand,
    Handlers,
    JobDesk,
    Jobs,
    JobsDatabase,
    ListJobsCommand,
    ListQueuesCommand,
    PauseQueueCommand,
    ResumeQueueCommand,
    RetryJobsCommand,
    WorkerCommand,
    { provide: QueuePort, useClass: BossQueue },
    JobWorker,
    Notifications,
    Scheduler,
  ],
  exports: [Jobs],
})
export class JobsModule {}

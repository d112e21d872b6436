import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
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
  providers: [
    jobsEnvironmentProvider,
    AttemptTools,
    Handlers,
    Jobs,
    JobsDatabase,
    { provide: QueuePort, useClass: BossQueue },
    JobWorker,
    Notifications,
    Scheduler,
  ],
  exports: [Jobs],
})
export class JobsModule {}

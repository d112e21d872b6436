import { Module } from '@nestjs/common';
import { DevicesController } from './devices/devices.controller.ts';
import { DevicesService } from './devices/devices.service.ts';
import { FilesController } from './files/files.controller.ts';
import { FilesService } from './files/files.service.ts';
import { JobActionsController } from './jobs/job-actions.controller.ts';
import { JobLifecycle } from './jobs/job-lifecycle.ts';
import { jobPolicy } from './jobs/job-policy.ts';
import { JobsController } from './jobs/jobs.controller.ts';
import { JobsService } from './jobs/jobs.service.ts';
import { ClaimController } from './queue/claim.controller.ts';
import { QueueController } from './queue/queue.controller.ts';
import { QueueService } from './queue/queue.service.ts';
import { StatisticsController } from './statistics/statistics.controller.ts';
import { StatisticsService } from './statistics/statistics.service.ts';
import { UsersController } from './users/users.controller.ts';
import { UsersService } from './users/users.service.ts';

@Module({
  controllers: [
    UsersController,
    FilesController,
    DevicesController,
    ClaimController,
    JobsController,
    JobActionsController,
    QueueController,
    StatisticsController,
  ],
  providers: [
    UsersService,
    FilesService,
    DevicesService,
    JobsService,
    JobLifecycle,
    QueueService,
    StatisticsService,
    jobPolicy,
  ],
})
export class PrintJobsModule {}

import { Module } from '@nestjs/common';
import { AuditLogController } from './audit-log.controller.ts';
import { AuditLogService } from './audit-log.service.ts';
import { AuditTrail } from './audit-trail.ts';
import { ExecutionsController } from './executions.controller.ts';
import { ExecutionsService } from './executions.service.ts';
import { OrganizationsController } from './organizations.controller.ts';
import { OrganizationsService } from './organizations.service.ts';
import { ResultsController } from './results.controller.ts';
import { ResultsService } from './results.service.ts';
import { StatisticsController } from './statistics.controller.ts';
import { StatisticsRepository } from './statistics.repository.ts';
import { SuiteTreeRepository } from './suite-tree.repository.ts';
import { SuitesController } from './suites.controller.ts';
import { SuitesService } from './suites.service.ts';
import { TagsController } from './tags.controller.ts';
import { TagsService } from './tags.service.ts';
import { TestsController } from './tests.controller.ts';
import { TestsService } from './tests.service.ts';

@Module({
  controllers: [
    OrganizationsController,
    SuitesController,
    TestsController,
    TagsController,
    ExecutionsController,
    ResultsController,
    StatisticsController,
    AuditLogController,
  ],
  providers: [
    AuditLogService,
    AuditTrail,
    ExecutionsService,
    OrganizationsService,
    ResultsService,
    StatisticsRepository,
    SuiteTreeRepository,
    SuitesService,
    TagsService,
    TestsService,
  ],
})
export class TestRunsModule {}

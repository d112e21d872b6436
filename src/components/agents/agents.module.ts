import { Module } from '@nestjs/common';
import { ConfigurationModule } from '../configuration/index.ts';
import { AgentExecutionsController } from './agent-executions.controller.ts';
import { AgentExecutionsService } from './agent-executions.service.ts';
import { AgentLimit } from './agent-limit.ts';
import { AgentStepsController } from './agent-steps.controller.ts';
import { AgentStepsService } from './agent-steps.service.ts';
import { AgentTemplatesController } from './agent-templates.controller.ts';
import { AgentTemplatesService } from './agent-templates.service.ts';
import { ExecutionLogController } from './execution-log.controller.ts';
import { ExecutionLogService } from './execution-log.service.ts';
import { UserAgentsController } from './user-agents.controller.ts';
import { UserAgentsRepository } from './user-agents.repository.ts';
import { UserAgentsService } from './user-agents.service.ts';

@Module({
  imports: [ConfigurationModule],
  controllers: [
    AgentTemplatesController,
    UserAgentsController,
    AgentExecutionsController,
    AgentStepsController,
    ExecutionLogController,
  ],
  providers: [
    AgentExecutionsService,
    AgentLimit,
    AgentStepsService,
    AgentTemplatesService,
    ExecutionLogService,
    UserAgentsRepository,
    UserAgentsService,
  ],
})
export class AgentsModule {}

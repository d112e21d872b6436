import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiProblems, type HttpReply, pageOf, Requires } from '@/platform';
import { AgentExecutionsService } from './agent-executions.service.ts';
import {
  AgentExecutionDetail,
  AgentExecutionQuery,
  AgentExecutionView,
  CreateAgentExecution,
} from './dto/agent-execution.ts';

@Controller('agents/executions')
export class AgentExecutionsController {
  constructor(private readonly executions: AgentExecutionsService) {}

  @Requires('agents:executions.read')
  @Get()
  @ApiOperation({ summary: 'List executions, by agent, user, status and time' })
  @ApiOkResponse({ standardSchema: pageOf(AgentExecutionView) })
  @ApiProblems(400)
  list(@Query({ schema: AgentExecutionQuery }) query: AgentExecutionQuery) {
    return this.executions.list(query);
  }

  @Requires('agents:executions.write')
  @Post()
  @ApiOperation({ summary: 'Plan a run of an active agent, with its steps as they are now' })
  @ApiCreatedResponse({ standardSchema: AgentExecutionDetail })
  @ApiProblems(400, 404, 409)
  async create(
    @Body({ schema: CreateAgentExecution }) body: CreateAgentExecution,
    @Res({ passthrough: true }) reply: HttpReply,
  ) {
    const execution = await this.executions.create(body);
    reply.header('Location', `/agents/executions/${execution.id}`);
    return execution;
  }

  @Requires('agents:executions.read')
  @Get(':id')
  @ApiOperation({ summary: 'Read an execution with its steps' })
  @ApiOkResponse({ standardSchema: AgentExecutionDetail })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: z.uuid() }) id: string) {
    return this.executions.get(id);
  }

  @Requires('agents:executions.write')
  @Post(':id/start')
  @HttpCode(200)
  @ApiOperation({ summary: 'PENDING becomes RUNNING' })
  @ApiOkResponse({ standardSchema: AgentExecutionDetail })
  @ApiProblems(400, 404, 409)
  start(@Param('id', { schema: z.uuid() }) id: string) {
    return this.executions.start(id);
  }

  @Requires('agents:executions.write')
  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Stop an execution; steps that have not finished are skipped' })
  @ApiOkResponse({ standardSchema: AgentExecutionDetail })
  @ApiProblems(400, 404, 409)
  cancel(@Param('id', { schema: z.uuid() }) id: string) {
    return this.executions.cancel(id);
  }

  @Requires('agents:executions.write')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete an execution that is not running' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  remove(@Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.executions.remove(id);
  }
}

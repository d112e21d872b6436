import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { Actor, ApiProblems, type HttpReply, pageOf, Requires } from '@/platform';
import { CreateExecution, ExecutionQuery, ExecutionView } from './dto/execution.ts';
import { ExecutionsService } from './executions.service.ts';

@Controller('test-runs/executions')
export class ExecutionsController {
  constructor(private readonly executions: ExecutionsService) {}

  @Requires('test-runs:executions.read')
  @Get()
  @ApiOperation({ summary: 'List executions, by organisation, suite, status, actor and time' })
  @ApiOkResponse({ standardSchema: pageOf(ExecutionView) })
  @ApiProblems(400)
  list(@Query({ schema: ExecutionQuery }) query: ExecutionQuery) {
    return this.executions.list(query);
  }

  @Requires('test-runs:executions.write')
  @Post()
  @ApiOperation({ summary: 'Plan a run of a suite and everything below it, or of all suites' })
  @ApiCreatedResponse({ standardSchema: ExecutionView })
  @ApiProblems(400, 409)
  async create(
    @Body({ schema: CreateExecution }) body: CreateExecution,
    @Actor() actor: string,
    @Res({ passthrough: true }) reply: HttpReply,
  ) {
    const execution = await this.executions.create(body, actor);
    reply.header('Location', `/test-runs/executions/${execution.id}`);
    return execution;
  }

  @Requires('test-runs:executions.read')
  @Get(':id')
  @ApiOperation({ summary: 'Read an execution' })
  @ApiOkResponse({ standardSchema: ExecutionView })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: z.uuid() }) id: string) {
    return this.executions.get(id);
  }

  @Requires('test-runs:executions.write')
  @Post(':id/start')
  @HttpCode(200)
  @ApiOperation({ summary: 'PENDING becomes RUNNING' })
  @ApiOkResponse({ standardSchema: ExecutionView })
  @ApiProblems(400, 404, 409)
  start(@Param('id', { schema: z.uuid() }) id: string, @Actor() actor: string) {
    return this.executions.start(id, actor);
  }

  @Requires('test-runs:executions.write')
  @Post(':id/finish')
  @HttpCode(200)
  @ApiOperation({ summary: 'RUNNING becomes FAILED when a result failed, else PASSED' })
  @ApiOkResponse({ standardSchema: ExecutionView })
  @ApiProblems(400, 404, 409)
  finish(@Param('id', { schema: z.uuid() }) id: string, @Actor() actor: string) {
    return this.executions.finish(id, actor);
  }

  @Requires('test-runs:executions.write')
  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'PENDING or RUNNING becomes CANCELLED' })
  @ApiOkResponse({ standardSchema: ExecutionView })
  @ApiProblems(400, 404, 409)
  cancel(@Param('id', { schema: z.uuid() }) id: string, @Actor() actor: string) {
    return this.executions.cancel(id, actor);
  }
}

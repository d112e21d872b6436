import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiProblems, pageOf, Requires } from '@/platform';
import { CreateLogEntry, LogEntryView, LogQuery } from './dto/execution-log.ts';
import { ExecutionLogService } from './execution-log.service.ts';

@Controller('agents/executions/:id/log')
export class ExecutionLogController {
  constructor(private readonly log: ExecutionLogService) {}

  @Requires('agents:executions.read')
  @Get()
  @ApiOperation({ summary: 'Read the log of an execution, newest first unless sorted otherwise' })
  @ApiOkResponse({ standardSchema: pageOf(LogEntryView) })
  @ApiProblems(400, 404)
  list(@Param('id', { schema: z.uuid() }) id: string, @Query({ schema: LogQuery }) query: LogQuery) {
    return this.log.list(id, query);
  }

  @Requires('agents:executions.write')
  @Post()
  @ApiOperation({ summary: 'Add a line to the log of a running execution' })
  @ApiCreatedResponse({ standardSchema: LogEntryView })
  @ApiProblems(400, 404, 409)
  append(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: CreateLogEntry }) body: CreateLogEntry,
  ) {
    return this.log.append(id, body);
  }
}

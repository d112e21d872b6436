import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { Actor, ApiProblems, pageOf, Requires } from '@/platform';
import { PutResult, ResultQuery, ResultView } from './dto/result.ts';
import { ResultsService } from './results.service.ts';

@Controller('test-runs/executions/:id/results')
export class ResultsController {
  constructor(private readonly results: ResultsService) {}

  @Requires('test-runs:executions.read')
  @Get()
  @ApiOperation({ summary: 'List the results of an execution, by outcome and test' })
  @ApiOkResponse({ standardSchema: pageOf(ResultView) })
  @ApiProblems(400, 404)
  list(@Param('id', { schema: z.uuid() }) id: string, @Query({ schema: ResultQuery }) query: ResultQuery) {
    return this.results.list(id, query);
  }

  @Requires('test-runs:executions.write')
  @Put(':testId')
  @ApiOperation({ summary: 'Record what a test did in a running execution; repeating it is harmless' })
  @ApiOkResponse({ standardSchema: ResultView })
  @ApiProblems(400, 404, 409)
  put(
    @Param('id', { schema: z.uuid() }) id: string,
    @Param('testId', { schema: z.uuid() }) testId: string,
    @Body({ schema: PutResult }) body: PutResult,
    @Actor() actor: string,
  ) {
    return this.results.put(id, testId, body, actor);
  }
}

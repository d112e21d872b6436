import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiProblems, Requires } from '@/platform';
import { StatisticsQuery, StatisticsView } from './dto/statistics.ts';
import { StatisticsRepository } from './statistics.repository.ts';

const Id = z.uuid();

@Controller('test-runs')
export class StatisticsController {
  constructor(private readonly statistics: StatisticsRepository) {}

  @Requires('test-runs:statistics.read')
  @Get('tests/:id/statistics')
  @ApiOperation({ summary: 'Pass rate, average and 95th percentile duration of a test' })
  @ApiOkResponse({ standardSchema: StatisticsView })
  @ApiProblems(400, 404)
  ofTest(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: StatisticsQuery }) period: StatisticsQuery,
  ) {
    return this.statistics.ofTest(id, period);
  }

  @Requires('test-runs:statistics.read')
  @Get('suites/:id/statistics')
  @ApiOperation({ summary: 'The same for a suite and everything below it' })
  @ApiOkResponse({ standardSchema: StatisticsView })
  @ApiProblems(400, 404)
  ofSuite(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: StatisticsQuery }) period: StatisticsQuery,
  ) {
    return this.statistics.ofSuite(id, period);
  }

  @Requires('test-runs:statistics.read')
  @Get('organizations/:id/statistics')
  @ApiOperation({ summary: 'The same for all executions of an organisation' })
  @ApiOkResponse({ standardSchema: StatisticsView })
  @ApiProblems(400, 404)
  ofOrganization(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: StatisticsQuery }) period: StatisticsQuery,
  ) {
    return this.statistics.ofOrganization(id, period);
  }
}

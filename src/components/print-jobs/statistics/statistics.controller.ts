import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ApiProblems, Requires } from '@/platform';
import { GetStatistics } from './get-statistics.ts';
import { StatisticsView } from './statistics-view.ts';
import { StatisticsService } from './statistics.service.ts';

@Controller('print-jobs/statistics')
export class StatisticsController {
  constructor(private readonly statistics: StatisticsService) {}

  @Requires('print-jobs:statistics.read', 'print-jobs:jobs.all')
  @Get()
  @ApiOperation({ summary: 'How many jobs in which state, how long they wait and print, per device' })
  @ApiOkResponse({ standardSchema: StatisticsView })
  @ApiProblems(400)
  get(@Query({ schema: GetStatistics }) query: GetStatistics): Promise<StatisticsView> {
    return this.statistics.get(query);
  }
}

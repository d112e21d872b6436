import { Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { Prisma } from '@/generated/prisma/client.ts';
import { type StatisticsQuery, type StatisticsView } from './dto/statistics.ts';

/** Sums up results in the database: a percentile over them is no business of this process. */
@Injectable()
export class StatisticsRepository {
  constructor(private readonly prisma: PrismaService<'test-runs'>) {}

  /** @throws NotFoundException */
  async ofTest(id: string, period: StatisticsQuery): Promise<StatisticsView> {
    if ((await this.prisma.testRunTest.count({ where: { id } })) === 0) throw unknown('test', id);
    return this.summarize(Prisma.sql`test.id = ${id}::uuid`, period);
  }

  /** Everything below the suite counts. @throws NotFoundException */
  async ofSuite(id: string, period: StatisticsQuery): Promise<StatisticsView> {
    if ((await this.prisma.testRunSuite.count({ where: { id } })) === 0) throw unknown('suite', id);
    const subtree = Prisma.sql`
      WITH RECURSIVE tree AS (
        SELECT id FROM test_run_suites WHERE id = ${id}::uuid
        UNION ALL
        SELECT child.id FROM test_run_suites child JOIN tree ON child.parent_id = tree.id
      )
      SELECT id FROM tree`;
    return this.summarize(Prisma.sql`test.suite_id IN (${subtree})`, period);
  }

  /** @throws NotFoundException */
  async ofOrganization(id: string, period: StatisticsQuery): Promise<StatisticsView> {
    if ((await this.prisma.testRunOrganization.count({ where: { id } })) === 0)
      throw unknown('organisation', id);
    return this.summarize(Prisma.sql`execution.organization_id = ${id}::uuid`, period);
  }

  private async summarize(scope: Prisma.Sql, { from, to }: StatisticsQuery): Promise<StatisticsView> {
    const since = from === undefined ? Prisma.empty : Prisma.sql`AND result.created_at >= ${from}`;
    const until = to === undefined ? Prisma.empty : Prisma.sql`AND result.created_at < ${to}`;
    const [row] = await this.prisma.$queryRaw<[StatisticsView]>`
      SELECT
        count(DISTINCT result.execution_id)::int AS "executions",
        count(*)::int AS "results",
        count(*) FILTER (WHERE outcome = 'PASSED')::int AS "passed",
        count(*) FILTER (WHERE outcome = 'FAILED')::int AS "failed",
        count(*) FILTER (WHERE outcome = 'SKIPPED')::int AS "skipped",
        (count(*) FILTER (WHERE outcome = 'PASSED'))::float8
          / nullif(count(*) FILTER (WHERE outcome <> 'SKIPPED'), 0) AS "passRate",
        avg(duration_ms)::float8 AS "averageDurationMs",
        percentile_cont(0.95) WITHIN GROUP (ORDER BY duration_ms) AS "p95DurationMs"
      FROM test_run_results result
      JOIN test_run_tests test ON test.id = result.test_id
      JOIN test_run_executions execution ON execution.id = result.execution_id
      WHERE ${scope} ${since} ${until}`;
    return row;
  }
}

function unknown(what: string, id: string): NotFoundException {
  return new NotFoundException(`No ${what} ${id}`);
}

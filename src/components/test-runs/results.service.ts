import { ConflictException, Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type TestRunExecution, type TestRunResult } from '@/generated/prisma/client.ts';
import { orderBy, paginate } from '@/platform';
import { AuditTrail } from './audit-trail.ts';
import { type PutResult, type ResultQuery } from './dto/result.ts';
import { ExecutionsService } from './executions.service.ts';
import { SuiteTreeRepository } from './suite-tree.repository.ts';

@Injectable()
export class ResultsService {
  constructor(
    private readonly prisma: PrismaService<'test-runs'>,
    private readonly executions: ExecutionsService,
    private readonly tree: SuiteTreeRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NotFoundException for an unknown execution */
  async list(executionId: string, { outcome, testId, ...query }: ResultQuery) {
    await this.executions.get(executionId);
    const where = { executionId, outcome, testId };
    return paginate(query, (window) =>
      this.prisma.testRunResult.findMany({ where, orderBy: orderBy(query.sort), ...window }),
    );
  }

  /**
   * Records what a test did; a second call for the same test replaces the first, so a runner may repeat it. The same
   * result again changes nothing.
   *
   * @throws ConflictException unless the execution is running and the test is part of it
   */
  put(executionId: string, testId: string, input: PutResult, actor: string): Promise<TestRunResult> {
    return this.prisma.$transaction(async (tx) => {
      const execution = await this.executions.lock(tx, executionId);
      if (execution.status !== 'RUNNING') {
        throw new ConflictException(`An execution that is ${execution.status} takes no results`);
      }
      await this.assertPart(tx, execution, testId);
      const key = { executionId, testId };
      const before = await tx.testRunResult.findUnique({ where: { executionId_testId: key } });
      if (before !== null && holds(before, input)) return before;
      const after = await tx.testRunResult.upsert({
        ...{ where: { executionId_testId: key }, create: { ...key, ...input }, update: input },
      });
      const { organizationId } = execution;
      await this.audit.record(tx, {
        ...{ organizationId, entity: 'RESULT', entityId: after.id, actor, after },
        ...(before === null ? { action: 'CREATED' } : { action: 'UPDATED', before }),
      });
      return after;
    });
  }

  private async assertPart(tx: PrismaService<'test-runs'>, execution: TestRunExecution, testId: string) {
    const { organizationId, suiteId } = execution;
    const test = await tx.testRunTest.findFirst({ where: { id: testId, suite: { organizationId } } });
    if (test !== null && (suiteId === null || (await this.tree.isWithin(tx, test.suiteId, suiteId)))) return;
    throw new ConflictException(`The test ${testId} is not part of this execution`);
  }
}

function holds(result: TestRunResult, { outcome, durationMs, error }: PutResult): boolean {
  return result.outcome === outcome && result.durationMs === durationMs && result.error === error;
}

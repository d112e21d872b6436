import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import {
  type TestRunAuditAction,
  type TestRunExecution,
  type TestRunStatus,
} from '@/generated/prisma/client.ts';
import { orderBy, paginate } from '@/platform';
import { AuditTrail } from './audit-trail.ts';
import { type CreateExecution, type ExecutionQuery } from './dto/execution.ts';
import { canBecome } from './execution-transitions.ts';

type Transaction = PrismaService<'test-runs'>;

@Injectable()
export class ExecutionsService {
  constructor(
    private readonly prisma: PrismaService<'test-runs'>,
    private readonly audit: AuditTrail,
  ) {}

  list({ organizationId, suiteId, status, triggeredBy, from, to, ...query }: ExecutionQuery) {
    const where = { organizationId, suiteId, status, triggeredBy, createdAt: { gte: from, lt: to } };
    return paginate(query, (window) =>
      this.prisma.testRunExecution.findMany({ where, orderBy: orderBy(query.sort), ...window }),
    );
  }

  /** @throws NotFoundException */
  async get(id: string): Promise<TestRunExecution> {
    const execution = await this.prisma.testRunExecution.findUnique({ where: { id } });
    if (execution === null) throw new NotFoundException(`No execution ${id}`);
    return execution;
  }

  create(input: CreateExecution, actor: string): Promise<TestRunExecution> {
    return this.prisma.$transaction(async (tx) => {
      const { organizationId, suiteId } = input;
      if (
        suiteId !== null &&
        !(await tx.testRunSuite.findFirst({ where: { id: suiteId, organizationId } }))
      ) {
        throw new ConflictException(`The organisation has no suite ${suiteId}`);
      }
      const after = await tx.testRunExecution.create({ data: { ...input, triggeredBy: actor } });
      await this.audit.record(tx, { ...subject(after), action: 'CREATED', actor, after });
      return after;
    });
  }

  start(id: string, actor: string): Promise<TestRunExecution> {
    return this.transition(id, 'STARTED', actor, () => Promise.resolve('RUNNING'));
  }

  cancel(id: string, actor: string): Promise<TestRunExecution> {
    return this.transition(id, 'CANCELLED', actor, () => Promise.resolve('CANCELLED'));
  }

  /** FAILED when a result failed, else PASSED; 409 without any result: that is to be cancelled. */
  finish(id: string, actor: string): Promise<TestRunExecution> {
    return this.transition(id, 'FINISHED', actor, async (tx, { status }) => {
      const groups = await tx.testRunResult.groupBy({
        ...{ by: ['outcome'], where: { executionId: id }, _count: true },
      });
      if (status === 'RUNNING' && groups.length === 0) {
        throw new ConflictException('An execution without results cannot finish; cancel it instead');
      }
      return groups.some(({ outcome }) => outcome === 'FAILED') ? 'FAILED' : 'PASSED';
    });
  }

  private transition(
    id: string,
    action: TestRunAuditAction,
    actor: string,
    target: (tx: Transaction, execution: TestRunExecution) => Promise<TestRunStatus>,
  ): Promise<TestRunExecution> {
    return this.prisma.$transaction(async (tx) => {
      // Locks the row first: results that arrive while it finishes either count or are refused.
      const before = await this.lock(tx, id);
      const status = await target(tx, before);
      if (!canBecome(before.status, status)) {
        throw new ConflictException(`An execution that is ${before.status} cannot become ${status}`);
      }
      const moment = status === 'RUNNING' ? { startedAt: new Date() } : { finishedAt: new Date() };
      const after = await tx.testRunExecution.update({ where: { id }, data: { status, ...moment } });
      await this.audit.record(tx, { ...subject(after), action, actor, before, after });
      return after;
    });
  }

  /**
   * Reads an execution and holds it until the transaction ends.
   *
   * @throws NotFoundException
   */
  async lock(tx: Transaction, id: string): Promise<TestRunExecution> {
    await tx.$queryRaw`SELECT id FROM test_run_executions WHERE id = ${id}::uuid FOR UPDATE`;
    const execution = await tx.testRunExecution.findUnique({ where: { id } });
    if (execution === null) throw new NotFoundException(`No execution ${id}`);
    return execution;
  }
}

function subject({ id, organizationId }: TestRunExecution) {
  return { organizationId, entity: 'EXECUTION', entityId: id } as const;
}

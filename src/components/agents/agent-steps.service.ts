import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { AgentExecutionsService } from './agent-executions.service.ts';
import { type UpdateStep } from './dto/agent-execution.ts';
import { canStepBecome, isOver, outcomeOf } from './step-transitions.ts';

/** What a runner reports about steps, and what follows from it for the execution. */
@Injectable()
export class AgentStepsService {
  constructor(
    private readonly prisma: PrismaService<'agents'>,
    private readonly executions: AgentExecutionsService,
  ) {}

  /**
   * Steps run one after the other. A failed step fails the execution and skips the rest; the last one to
   * end well ends it well.
   *
   * @throws NotFoundException, ConflictException when the execution or the step is not at that point
   */
  async update(executionId: string, position: number, change: UpdateStep) {
    await this.prisma.$transaction(async (tx) => {
      const { status } = await this.executions.lock(tx, executionId);
      const steps = await tx.agentExecutionStep.findMany({
        where: { executionId },
        orderBy: { position: 'asc' },
      });
      const step = steps.find((candidate) => candidate.position === position);
      if (step === undefined) throw new NotFoundException(`The execution has no step ${position}`);
      if (status !== 'RUNNING') throw new ConflictException(`The execution is ${status}, not RUNNING`);
      const open = steps.find((other) => other.position < position && !isOver(other.status));
      if (open !== undefined) throw new ConflictException(`Step ${open.position} is ${open.status} yet`);
      if (!canStepBecome(step.status, change.status)) {
        throw new ConflictException(`A step that is ${step.status} cannot become ${change.status}`);
      }
      const now = new Date();
      const moment = change.status === 'RUNNING' ? { startedAt: now } : { finishedAt: now };
      await tx.agentExecutionStep.update({ where: { id: step.id }, data: { ...change, ...moment } });

      const outcome = outcomeOf(steps.map((other) => (other === step ? change.status : other.status)));
      if (outcome === 'RUNNING') return;
      if (outcome === 'FAILED') await this.executions.skipOpenSteps(tx, executionId);
      const error =
        outcome === 'FAILED' ? `Step ${position} (${step.name}): ${change.error ?? 'failed'}` : null;
      const data = { status: outcome, error, finishedAt: now };
      await tx.agentExecution.update({ where: { id: executionId }, data });
    });
    return this.executions.get(executionId);
  }
}

import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type AgentExecution, type Prisma } from '@/generated/prisma/client.ts';
import { orderBy, paginate } from '@/platform';
import { type AgentExecutionQuery, type CreateAgentExecution } from './dto/agent-execution.ts';
import { AgentSteps } from './dto/agent-step.ts';
import { UserAgentsRepository } from './user-agents.repository.ts';

const steps = {
  omit: { id: true, executionId: true },
  orderBy: { position: 'asc' },
} satisfies Prisma.AgentExecution$stepsArgs;

@Injectable()
export class AgentExecutionsService {
  constructor(
    private readonly prisma: PrismaService<'agents'>,
    private readonly agents: UserAgentsRepository,
  ) {}

  list({ agentId, userId, status, from, to, ...query }: AgentExecutionQuery) {
    const where: Prisma.AgentExecutionWhereInput = {
      ...{ agentId, status, createdAt: { gte: from, lt: to } },
      ...(userId === undefined ? {} : { agent: { userId } }),
    };
    return paginate(query, (window) =>
      this.prisma.agentExecution.findMany({ where, orderBy: orderBy(query.sort), ...window }),
    );
  }

  /** An execution with its steps. @throws NotFoundException */
  async get(id: string) {
    const execution = await this.prisma.agentExecution.findUnique({ where: { id }, include: { steps } });
    if (execution === null) throw new NotFoundException(`No execution ${id}`);
    return execution;
  }

  /** Plans a run: copies the agent's steps, so that editing the agent does not change what runs. */
  create({ agentId, input }: CreateAgentExecution) {
    return this.prisma.$transaction(async (tx) => {
      const agent = await this.agents.lock(tx, agentId);
      if (!agent.isActive) throw new ConflictException(`The agent "${agent.name}" is not active`);
      const planned = AgentSteps.parse(agent.steps).map((step, index) => ({ ...step, position: index + 1 }));
      if (planned.length === 0) throw new ConflictException(`The agent "${agent.name}" has no steps`);
      await tx.userAgent.update({
        where: { id: agentId },
        data: { executionCount: { increment: 1 }, lastUsed: new Date() },
      });
      return tx.agentExecution.create({
        data: { agentId, input, steps: { create: planned } },
        include: { steps },
      });
    });
  }

  async start(id: string) {
    const data = { status: 'RUNNING', startedAt: new Date() } as const;
    const { count } = await this.prisma.agentExecution.updateMany({ where: { id, status: 'PENDING' }, data });
    return this.afterTransition(id, count, 'started');
  }

  cancel(id: string) {
    return this.prisma.$transaction(async (tx) => {
      const { status } = await this.lock(tx, id);
      if (status !== 'PENDING' && status !== 'RUNNING') {
        throw new ConflictException(`An execution that is ${status} cannot be cancelled`);
      }
      await this.skipOpenSteps(tx, id);
      const data = { status: 'CANCELLED', finishedAt: new Date() } as const;
      return tx.agentExecution.update({ where: { id }, data, include: { steps } });
    });
  }

  /** Removes a finished execution and takes it out of the agent's count. */
  async remove(id: string): Promise<void> {
    const { agentId } = await this.get(id);
    await this.prisma.$transaction(async (tx) => {
      // The agent first, as everywhere, so that two transactions never wait for each other.
      await this.agents.lock(tx, agentId);
      const { status } = await this.lock(tx, id);
      if (status === 'RUNNING') throw new ConflictException('The execution is RUNNING; cancel it first');
      await tx.agentExecution.delete({ where: { id } });
      await tx.userAgent.update({ where: { id: agentId }, data: { executionCount: { decrement: 1 } } });
    });
  }

  /** Reads an execution and holds it until the transaction ends. @throws NotFoundException */
  async lock(tx: PrismaService<'agents'>, id: string): Promise<AgentExecution> {
    await tx.$queryRaw`SELECT id FROM agent_executions WHERE id = ${id}::uuid FOR UPDATE`;
    const execution = await tx.agentExecution.findUnique({ where: { id } });
    if (execution === null) throw new NotFoundException(`No execution ${id}`);
    return execution;
  }

  /** What will not run any more is skipped. */
  async skipOpenSteps(tx: PrismaService<'agents'>, executionId: string): Promise<void> {
    await tx.agentExecutionStep.updateMany({
      where: { executionId, status: { in: ['PENDING', 'RUNNING'] } },
      data: { status: 'SKIPPED', finishedAt: new Date() },
    });
  }

  private async afterTransition(id: string, changed: number, verb: string) {
    const execution = await this.get(id);
    if (changed === 1) return execution;
    throw new ConflictException(`An execution that is ${execution.status} cannot be ${verb}`);
  }
}

import { ConflictException, Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type AgentExecutionLog } from '@/generated/prisma/client.ts';
import { orderBy, paginate } from '@/platform';
import { AgentExecutionsService } from './agent-executions.service.ts';
import { type CreateLogEntry, type LogQuery } from './dto/execution-log.ts';

@Injectable()
export class ExecutionLogService {
  constructor(
    private readonly prisma: PrismaService<'agents'>,
    private readonly executions: AgentExecutionsService,
  ) {}

  /** @throws NotFoundException for an unknown execution */
  async list(executionId: string, { level, ...query }: LogQuery) {
    await this.executions.get(executionId);
    return paginate(query, (window) =>
      this.prisma.agentExecutionLog.findMany({
        ...{ where: { executionId, level }, orderBy: orderBy(query.sort) },
        ...window,
      }),
    );
  }

  /** @throws NotFoundException for an unknown execution, ConflictException unless it is running */
  async append(executionId: string, entry: CreateLogEntry): Promise<AgentExecutionLog> {
    const { status } = await this.executions.get(executionId);
    if (status !== 'RUNNING') throw new ConflictException(`The execution is ${status}, not RUNNING`);
    return this.prisma.agentExecutionLog.create({ data: { executionId, ...entry } });
  }
}

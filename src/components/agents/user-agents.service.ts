import { ConflictException, Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type AgentTemplate, type Prisma, type UserAgent } from '@/generated/prisma/client.ts';
import { containsText, orderBy, paginate } from '@/platform';
import { AgentLimit } from './agent-limit.ts';
import { AgentSteps } from './dto/agent-step.ts';
import { type CreateUserAgent, type UpdateUserAgent, type UserAgentQuery } from './dto/user-agent.ts';
import { UserAgentsRepository } from './user-agents.repository.ts';

@Injectable()
export class UserAgentsService {
  constructor(
    private readonly prisma: PrismaService<'agents'>,
    private readonly agents: UserAgentsRepository,
    private readonly limit: AgentLimit,
  ) {}

  list({ userId, templateId, category, isActive, isFavorite, name, ...query }: UserAgentQuery) {
    const where: Prisma.UserAgentWhereInput = {
      ...{ userId, templateId, category, isActive, isFavorite },
      ...(name === undefined ? {} : { name: containsText(name) }),
    };
    return paginate(query, (window) =>
      this.prisma.userAgent.findMany({ where, orderBy: orderBy(query.sort), ...window }),
    );
  }

  get(id: string): Promise<UserAgent> {
    return this.agents.find(id);
  }

  /** @throws ConflictException when the user has no room for another one, or the template is not usable */
  async create({ templateId, ...input }: CreateUserAgent): Promise<UserAgent> {
    // Read before the transaction: the setting comes from its own connection or from a cache.
    const limit = await this.limit.current();
    return this.prisma.$transaction(async (tx) => {
      await this.limit.assertRoom(tx, input.userId, limit);
      const template = templateId === undefined ? undefined : await this.use(tx, templateId);
      return tx.userAgent.create({ data: { ...fromTemplate(template), ...input } });
    });
  }

  /** @throws NotFoundException, ConflictException when the version is no longer the current one */
  update(id: string, { version, ...patch }: UpdateUserAgent): Promise<UserAgent> {
    return this.agents.update(id, version, patch);
  }

  /** Refused (409) while an execution runs; finished ones go with it. */
  async remove(id: string): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      await this.agents.lock(tx, id);
      const running = await tx.agentExecution.count({ where: { agentId: id, status: 'RUNNING' } });
      if (running > 0)
        throw new ConflictException(`The agent has ${running} running executions; cancel them first`);
      await tx.userAgent.delete({ where: { id } });
    });
  }

  /** Counts the use of an active template. */
  private async use(tx: PrismaService<'agents'>, id: string): Promise<AgentTemplate> {
    const { count } = await tx.agentTemplate.updateMany({
      where: { id, isActive: true },
      data: { usageCount: { increment: 1 } },
    });
    if (count === 0) throw new ConflictException(`There is no active template ${id}`);
    return tx.agentTemplate.findUniqueOrThrow({ where: { id } });
  }
}

/** What an agent takes from its template. */
function fromTemplate(template: AgentTemplate | undefined) {
  if (template === undefined) return { name: 'New agent' };
  const { id: templateId, name, icon, category, purpose: goal, requiredIntegrations } = template;
  const steps = AgentSteps.parse(template.defaultWorkflow);
  return { templateId, name, icon, category, goal, requiredIntegrations, steps };
}

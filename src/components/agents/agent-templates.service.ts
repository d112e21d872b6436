import { Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type AgentTemplate, type Prisma } from '@/generated/prisma/client.ts';
import { containsText, orderBy, paginate } from '@/platform';
import { type CreateTemplate, type TemplateQuery, type UpdateTemplate } from './dto/agent-template.ts';

@Injectable()
export class AgentTemplatesService {
  constructor(private readonly prisma: PrismaService<'agents'>) {}

  list({ category, capability, isActive, name, ...query }: TemplateQuery) {
    const where: Prisma.AgentTemplateWhereInput = {
      ...{ category, isActive },
      ...(capability === undefined ? {} : { capabilities: { has: capability } }),
      ...(name === undefined ? {} : { name: containsText(name) }),
    };
    return paginate(query, (window) =>
      this.prisma.agentTemplate.findMany({ where, orderBy: orderBy(query.sort), ...window }),
    );
  }

  /** @throws NotFoundException */
  async get(id: string): Promise<AgentTemplate> {
    const template = await this.prisma.agentTemplate.findUnique({ where: { id } });
    if (template === null) throw new NotFoundException(`No template ${id}`);
    return template;
  }

  create(data: CreateTemplate): Promise<AgentTemplate> {
    return this.prisma.agentTemplate.create({ data });
  }

  /** Agents already made from it keep what they have. */
  update(id: string, data: UpdateTemplate): Promise<AgentTemplate> {
    return this.prisma.agentTemplate.update({ where: { id }, data });
  }

  /** Agents made from it stay, without a template. */
  async remove(id: string): Promise<void> {
    await this.prisma.agentTemplate.delete({ where: { id } });
  }
}

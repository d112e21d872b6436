import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type Prisma, type UserAgent } from '@/generated/prisma/client.ts';

/** Reading and locking agents, shared by what changes them. */
@Injectable()
export class UserAgentsRepository {
  constructor(private readonly prisma: PrismaService<'agents'>) {}

  /** @throws NotFoundException */
  async find(id: string, client: PrismaService<'agents'> = this.prisma): Promise<UserAgent> {
    const agent = await client.userAgent.findUnique({ where: { id } });
    if (agent === null) throw new NotFoundException(`No agent ${id}`);
    return agent;
  }

  /** Reads an agent and holds it until the transaction ends. @throws NotFoundException */
  async lock(tx: PrismaService<'agents'>, id: string): Promise<UserAgent> {
    await tx.$queryRaw`SELECT id FROM agent_user_agents WHERE id = ${id}::uuid FOR UPDATE`;
    return this.find(id, tx);
  }

  /** Holds off other changes of what a user owns. A lock on a number, as no component has a row per user. */
  async lockUser(tx: PrismaService<'agents'>, userId: string): Promise<void> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`agents:${userId}`}, 0))`;
  }

  /** Writes unless the row was written since the version was read. @throws ConflictException if it was */
  async update(
    id: string,
    version: number,
    data: Prisma.UserAgentUpdateManyMutationInput,
  ): Promise<UserAgent> {
    const { count } = await this.prisma.userAgent.updateMany({
      where: { id, version },
      data: { ...data, version: { increment: 1 } },
    });
    const agent = await this.find(id);
    if (count === 1) return agent;
    throw new ConflictException(
      `The agent was changed meanwhile: it has version ${agent.version}, not ${version}`,
    );
  }
}

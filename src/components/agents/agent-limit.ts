import { type PrismaService } from '@/database';
import { ConflictException, Injectable, type OnModuleInit } from '@nestjs/common';
import { ConfigurationService } from '../configuration/index.ts';
import { maxAgentsPerUser } from './agent-settings.ts';
import { UserAgentsRepository } from './user-agents.repository.ts';

/** Keeps users within `agents.maxPerUser`. */
@Injectable()
export class AgentLimit implements OnModuleInit {
  constructor(
    private readonly configuration: ConfigurationService,
    private readonly agents: UserAgentsRepository,
  ) {}

  onModuleInit(): void {
    this.configuration.register(maxAgentsPerUser);
  }

  /** The limit that holds now. */
  current(): Promise<number> {
    return this.configuration.get(maxAgentsPerUser);
  }

  /**
   * Call it in the transaction that adds an agent: two of them cannot both take the last place.
   *
   * @throws ConflictException when the user has as many agents as `limit` allows
   */
  async assertRoom(tx: PrismaService<'agents'>, userId: string, limit: number): Promise<void> {
    await this.agents.lockUser(tx, userId);
    const owned = await tx.userAgent.count({ where: { userId } });
    if (owned < limit) return;
    throw new ConflictException(
      `Agent limit reached: the user owns ${owned} of at most ${limit} agents (setting ${maxAgentsPerUser.key})`,
    );
  }
}

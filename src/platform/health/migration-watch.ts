import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import {
  DATABASE_OPTIONS,
  type DatabaseOptions,
  describeMigrations,
  PrismaService,
  readMigrationStatus,
} from '../../database/index.ts';
import { HotState } from '../../hot/index.ts';
import { type Registry } from '../components/registered-component.ts';
import { REGISTRY } from '../components/registry.token.ts';

/** Warns at start when database and build are not in step; nothing is migrated behind anybody's back. */
@Injectable()
export class MigrationWatch implements OnApplicationBootstrap {
  readonly #logger = new Logger('Migrations');
  readonly #prisma: PrismaService;
  readonly #registry: Registry;
  readonly #options: DatabaseOptions;
  readonly #hot: HotState;

  constructor(
    @Inject(PrismaService) prisma: PrismaService,
    @Inject(REGISTRY) registry: Registry,
    @Inject(DATABASE_OPTIONS) options: DatabaseOptions,
    @Inject(HotState) hot: HotState,
  ) {
    this.#prisma = prisma;
    this.#registry = registry;
    this.#options = options;
    this.#hot = hot;
  }

  async onApplicationBootstrap(): Promise<void> {
    const sentences = await this.#compare().catch((error: unknown) => {
      // Connected by an application before this one: a database that is away now fails its queries, and no save.
      if (this.#hot.takenOver.includes('database/pool')) return [`They cannot be compared: ${String(error)}`];
      throw error;
    });
    for (const sentence of sentences) this.#logger.warn(sentence);
  }

  async #compare(): Promise<readonly string[]> {
    return describeMigrations(
      await readMigrationStatus(this.#prisma, this.#registry.migrations, this.#options.schema),
    );
  }
}

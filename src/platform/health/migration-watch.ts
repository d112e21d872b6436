import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import {
  DATABASE_OPTIONS,
  type DatabaseOptions,
  describeMigrations,
  MigrationsUnreadableError,
  RootClient,
  readMigrationStatus,
} from '../../database/index.ts';
import { HotState } from '../../dev-runtime/index.ts';
import { type Registry } from '../components/registered-component.ts';
import { REGISTRY } from '../components/registry.token.ts';

/** Warns at start when database and build are not in step; it migrates nothing. */
@Injectable()
export class MigrationWatch implements OnApplicationBootstrap {
  readonly #logger = new Logger('Migrations');
  readonly #prisma: RootClient;
  readonly #registry: Registry;
  readonly #options: DatabaseOptions;
  readonly #hot: HotState;

  constructor(
    @Inject(RootClient) prisma: RootClient,
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
    const compared = this.#compare();
    if (!this.#hot.takenOver.includes('database/pool')) {
      await compared;
      return;
    }
    // Connected by an application before this one: no save waits for it, and a database that is away fails none.
    void compared.catch((error: unknown) => {
      this.#logger.warn(`They cannot be compared: ${String(error)}`);
    });
  }

  async #compare(): Promise<void> {
    try {
      const status = await readMigrationStatus(this.#prisma, this.#registry.migrations, this.#options.schema);
      for (const sentence of describeMigrations(status)) this.#logger.warn(sentence);
    } catch (error) {
      // The application starts, so that its health can say the same.
      if (!(error instanceof MigrationsUnreadableError)) throw error;
      this.#logger.warn(error.message);
    }
  }
}

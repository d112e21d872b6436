import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import {
  DATABASE_OPTIONS,
  type DatabaseOptions,
  describeMigrations,
  PrismaService,
  readMigrationStatus,
} from '../../database/index.ts';
import { type Registry } from '../components/registered-component.ts';
import { REGISTRY } from '../components/registry.token.ts';

/** Warns at start when database and build are not in step; nothing is migrated behind anybody's back. */
@Injectable()
export class MigrationWatch implements OnApplicationBootstrap {
  readonly #logger = new Logger('Migrations');
  readonly #prisma: PrismaService;
  readonly #registry: Registry;
  readonly #options: DatabaseOptions;

  constructor(
    @Inject(PrismaService) prisma: PrismaService,
    @Inject(REGISTRY) registry: Registry,
    @Inject(DATABASE_OPTIONS) options: DatabaseOptions,
  ) {
    this.#prisma = prisma;
    this.#registry = registry;
    this.#options = options;
  }

  async onApplicationBootstrap(): Promise<void> {
    const status = await readMigrationStatus(this.#prisma, this.#registry.migrations, this.#options.schema);
    for (const sentence of describeMigrations(status)) this.#logger.warn(sentence);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import {
  connectionFailure,
  DATABASE_OPTIONS,
  type DatabaseOptions,
  describeMigrations,
  PrismaService,
  readMigrationStatus,
} from '../../database/index.ts';
import { type Registry } from '../components/registered-component.ts';
import { REGISTRY } from '../components/registry.token.ts';

/** Whether the database answers, and whether it has the migrations this build needs. */
@Injectable()
export class DatabaseChecks {
  readonly #indicators: HealthIndicatorService;
  readonly #prisma: PrismaService;
  readonly #registry: Registry;
  readonly #options: DatabaseOptions;

  constructor(
    @Inject(HealthIndicatorService) indicators: HealthIndicatorService,
    @Inject(PrismaService) prisma: PrismaService,
    @Inject(REGISTRY) registry: Registry,
    @Inject(DATABASE_OPTIONS) options: DatabaseOptions,
  ) {
    this.#indicators = indicators;
    this.#prisma = prisma;
    this.#registry = registry;
    this.#options = options;
  }

  async database(): Promise<HealthIndicatorResult> {
    const indicator = this.#indicators.check('database');
    try {
      await this.#prisma.ping();
      return indicator.up();
    } catch (error) {
      return indicator.down(connectionFailure(error));
    }
  }

  /** A database that is newer than the build still serves it: during a rollout that is the normal case. */
  async migrations(): Promise<HealthIndicatorResult> {
    const indicator = this.#indicators.check('migrations');
    try {
      const status = await readMigrationStatus(this.#prisma, this.#registry.migrations, this.#options.schema);
      const message = describeMigrations(status).join(' ');
      if (status.missing.length > 0 || status.failed.length > 0)
        return indicator.down({ message, ...status });
      return status.unknown.length > 0 ? indicator.degraded({ message, ...status }) : indicator.up();
    } catch (error) {
      return indicator.down(connectionFailure(error));
    }
  }
}

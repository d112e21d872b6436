import { Inject, Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import {
  connectionFailure,
  DATABASE_OPTIONS,
  type DatabaseOptions,
  describeMigrations,
  findChangedModels,
  RootClient,
  readMigrationStatus,
} from '../../database/index.ts';
import { type Registry } from '../components/registered-component.ts';
import { REGISTRY } from '../components/registry.token.ts';

/** Whether the database answers, and whether it has the migrations this build needs. */
@Injectable()
export class DatabaseChecks {
  readonly #indicators: HealthIndicatorService;
  readonly #prisma: RootClient;
  readonly #registry: Registry;
  readonly #options: DatabaseOptions;

  constructor(
    @Inject(HealthIndicatorService) indicators: HealthIndicatorService,
    @Inject(RootClient) prisma: RootClient,
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
      return indicator.up({ pool: this.#prisma.poolUse() });
    } catch (error) {
      return indicator.down({ message: connectionFailure(error), pool: this.#prisma.poolUse() });
    }
  }

  /**
   * A database that is behind cannot serve this build. One that is ahead may lack what the build needs, which it cannot
   * know: it is refused, unless the operator says that the rollout is made for it.
   */
  async migrations(): Promise<HealthIndicatorResult> {
    const indicator = this.#indicators.check('migrations');
    try {
      const status = await readMigrationStatus(this.#prisma, this.#registry.migrations, this.#options.schema);
      const isBehind = status.missing.length > 0 || status.failed.length > 0;
      if (!isBehind && status.unknown.length === 0) return indicator.up();
      const components = await this.#changedComponents();
      const concerned = components.length > 0 ? ` Tables differ of: ${components.join(', ')}.` : '';
      const message = `${describeMigrations(status).join(' ')}${concerned}`;
      // A build without migrations of its own says nothing about the database.
      const mayServe = this.#options.ahead === 'serve' || this.#registry.migrations.length === 0;
      const facts = { message, ...status, components };
      return !isBehind && mayServe ? indicator.degraded(facts) : indicator.down(facts);
    } catch (error) {
      return indicator.down(connectionFailure(error));
    }
  }

  /** Names of the components whose tables are not as this build knows them. */
  async #changedComponents(): Promise<string[]> {
    const changed = new Set(await findChangedModels(this.#prisma));
    return this.#registry.components
      .filter(({ models }) => models.some((model) => changed.has(model)))
      .map(({ name }) => name);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { findMissingColumns, RootClient } from '../../database/index.ts';
import { type Registry } from '../components/registered-component.ts';
import { REGISTRY } from '../components/registry.token.ts';

/**
 * In development: what the database lacks of the schema the code was generated from, while there is no
 * migration for it yet. Elsewhere the migrations are what counts, and nothing is looked up.
 */
@Injectable()
export class SchemaDrift {
  readonly #prisma: RootClient;
  readonly #registry: Registry;

  constructor(@Inject(RootClient) prisma: RootClient, @Inject(REGISTRY) registry: Registry) {
    this.#prisma = prisma;
    this.#registry = registry;
  }

  /**
   * Sentences such as `table "CrmDeal" is missing`, by component.
   * @throws Prisma's error when the database cannot be asked.
   */
  async byComponent(): Promise<ReadonlyMap<string, readonly string[]>> {
    if (process.env['NODE_ENV'] !== 'development') return new Map();
    const missing = new Map(
      (await findMissingColumns(this.#prisma)).map((found) => [found.model, found.missing]),
    );
    return new Map(
      this.#registry.components.flatMap(({ name, models }) => {
        const lacking = models.flatMap((model) => missing.get(model) ?? []);
        return lacking.length === 0 ? [] : [[name, lacking]];
      }),
    );
  }
}

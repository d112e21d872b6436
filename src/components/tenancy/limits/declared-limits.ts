import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { TenantLimit } from './tenant-limit.ts';

/** The limits that the components of the application declare. */
@Injectable()
export class DeclaredLimits implements OnApplicationBootstrap {
  #limits: ReadonlyMap<string, TenantLimit> = new Map();

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws TenantLimitError when two have one name, or a provider declares none. */
  onApplicationBootstrap(): void {
    const limits = new Map<string, TenantLimit>();
    for (const { instance, name } of this.discovery.getProviders({ metadataKey: TenantLimit.KEY })) {
      const limit: unknown = instance;
      if (!isLimit(limit)) {
        throw new TenantLimitError(`${String(name)} is marked with @TenantLimit() and declares none.`);
      }
      if ((limits.get(limit.name) ?? limit) !== limit) {
        throw new TenantLimitError(`Two providers declare the limit "${limit.name}".`);
      }
      limits.set(limit.name, limit);
    }
    this.#limits = new Map([...limits].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  all(): readonly TenantLimit[] {
    return [...this.#limits.values()];
  }

  find(name: string): TenantLimit | undefined {
    return this.#limits.get(name);
  }
}

/** A limit is declared wrongly, or asked for and not declared: a mistake in the code of a component. */
export class TenantLimitError extends Error {
  override readonly name = 'TenantLimitError';
}

function isLimit(value: unknown): value is TenantLimit {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'max' in value &&
    typeof value.max === 'number' &&
    'count' in value &&
    typeof value.count === 'function'
  );
}

import { DiscoveryService } from '@nestjs/core';

/** Something of which a tenant may have so many. */
export interface TenantLimit {
  /** With the name of the component: `tenancy:workspaces`. */
  readonly name: string;
  /** What is counted, in the plural. */
  readonly what: string;
  /** How many a tenant may have unless the operator says otherwise. */
  readonly max: number;
  /** How many the tenant at hand has. Asked in the transaction that makes one more. */
  readonly count: () => Promise<number>;
}

/**
 * Makes a provider of any component declare a limit.
 *
 * @example
 * @Injectable()
 * @TenantLimit()
 * export class BoardsLimit implements TenantLimit { ... }
 */
export const TenantLimit = DiscoveryService.createDecorator();

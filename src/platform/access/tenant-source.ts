import { DiscoveryService } from '@nestjs/core';

/** What a tenant may do at this moment. */
export type TenantStanding =
  | { readonly kind: 'active' }
  /** Its principals may read; what they ask for besides is answered with 403 and the reason. */
  | { readonly kind: 'read-only'; readonly reason: string }
  /** Its principals are answered with 403 and the reason, whatever they ask for. */
  | { readonly kind: 'closed'; readonly reason: string };

/** Knows the tenants: the names that requests call them by, and what they may do. */
export interface TenantSource {
  /**
   * The id of the tenant that a host name, a path or a header calls by this name.
   *
   * @param name 1 to 64 letters, digits, `-`, `_`
   * @returns undefined when there is none.
   */
  idOf: (name: string) => string | undefined | Promise<string | undefined>;
  /** Asked with every request of a principal that has a tenant. A tenant it does not know is for it to decide. */
  standingOf: (id: string) => TenantStanding | Promise<TenantStanding>;
}

/**
 * Makes a provider the source of tenants; an application has at most one. Without one, requests call tenants by their ids,
 * and each is active.
 *
 * @example
 * @Injectable()
 * @TenantSource()
 * export class Customers implements TenantSource { ... }
 */
export const TenantSource = DiscoveryService.createDecorator();

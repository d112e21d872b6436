import { type IncomingMessage } from 'node:http';
import { DiscoveryService } from '@nestjs/core';
import { type Principal } from './principal.ts';

/** A way to find out who asks: sessions, API keys, tokens of another issuer. */
export interface PrincipalSource {
  /**
   * Verifies the credentials of a request that are of this source's kind.
   *
   * @returns undefined when the request has none of them: the next source is asked.
   * @throws UnauthorizedException when it has, and they are wrong, expired or withdrawn: no other source is asked.
   */
  principalOf: (request: IncomingMessage) => Principal | undefined | Promise<Principal | undefined>;
  /**
   * What a principal of this source may do by now: asked when work begins that it has asked for earlier.
   *
   * @returns undefined for one of another source; null for one of this source that may do nothing any more.
   */
  renew?: (principal: Pick<Principal, 'kind' | 'id' | 'tenantId'>) => Promise<Principal | null | undefined>;
}

/**
 * Makes a provider a source of principals. All are asked in the order their components are mounted in; the first that
 * knows the caller wins, and a caller that none knows is `anonymous`.
 *
 * @example
 * @Injectable()
 * @PrincipalSource()
 * export class ApiKeys implements PrincipalSource { ... }
 */
export const PrincipalSource = DiscoveryService.createDecorator();

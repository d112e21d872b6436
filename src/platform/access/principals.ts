import { type IncomingMessage } from 'node:http';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ACCESS_OPTIONS, type AccessOptions } from './access-options.ts';
import { AddressList } from './address-list.ts';
import { DeveloperAccess } from './developer-access.ts';
import { anonymous, type Principal } from './principal.ts';
import { PrincipalSource } from './principal-source.ts';
import { proxyPrincipal } from './proxy-principal.ts';
import { Tenants } from './tenants.ts';

/** Finds out who asks: by the sources of the components, by a trusted proxy, and in `tessera dev` by where from. */
@Injectable()
export class Principals implements OnApplicationBootstrap {
  readonly #discovery: DiscoveryService;
  readonly #developer: DeveloperAccess;
  readonly #proxies: AddressList;
  readonly #tenants: Tenants;
  #sources: readonly PrincipalSource[] = [];

  constructor(
    @Inject(DiscoveryService) discovery: DiscoveryService,
    @Inject(DeveloperAccess) developerAccess: DeveloperAccess,
    @Inject(ACCESS_OPTIONS) { trustedProxies }: AccessOptions,
    @Inject(Tenants) tenants: Tenants,
  ) {
    this.#discovery = discovery;
    this.#developer = developerAccess;
    this.#proxies = new AddressList(trustedProxies);
    this.#tenants = tenants;
  }

  /** @throws NoPrincipalSourceError when a provider is marked as a source and is none. */
  onApplicationBootstrap(): void {
    this.#sources = this.#discovery
      .getProviders({ metadataKey: PrincipalSource.KEY })
      .map(({ instance, name }: { instance: unknown; name: unknown }) => {
        if (isSource(instance)) return instance;
        throw new NoPrincipalSourceError(String(name));
      });
  }

  /**
   * Who sends a request.
   *
   * @throws UnauthorizedException when its credentials are wrong.
   */
  async of(request: IncomingMessage): Promise<Principal> {
    for (const source of this.#sources) {
      const principal = await source.principalOf(request);
      if (principal !== undefined) return principal;
    }
    return proxyPrincipal(request, this.#proxies) ?? this.#developer.principalOf(request) ?? anonymous;
  }

  /**
   * A principal of an earlier request as it stands now.
   *
   * @returns undefined when no source knows it: a proxy's, or the developer; null when it may do nothing any more, or its
   *   tenant is suspended.
   */
  async renew(principal: Pick<Principal, 'kind' | 'id' | 'tenantId'>): Promise<Principal | null | undefined> {
    if (!(await this.#tenants.isActive(principal.tenantId))) return null;
    for (const source of this.#sources) {
      const renewed = await source.renew?.(principal);
      if (renewed !== undefined) return renewed;
    }
    return undefined;
  }
}

export class NoPrincipalSourceError extends Error {
  override readonly name = 'NoPrincipalSourceError';

  constructor(provider: string) {
    super(
      `${provider} is marked with @PrincipalSource() and is none: give it a method principalOf(request), and the default scope.`,
    );
  }
}

function isSource(value: unknown): value is PrincipalSource {
  return (
    typeof value === 'object' &&
    value !== null &&
    'principalOf' in value &&
    typeof value.principalOf === 'function'
  );
}

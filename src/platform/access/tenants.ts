import { type IncomingMessage } from 'node:http';
import {
  ForbiddenException,
  Inject,
  Injectable,
  NotFoundException,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { isTenantId, setCurrentTenant } from '../../context/index.ts';
import { ACCESS_OPTIONS, type AccessOptions, type TenantNaming } from './access-options.ts';
import { AddressList } from './address-list.ts';
import { developer, type Principal } from './principal.ts';
import { setRequestedTenant } from './requested-tenant.ts';
import { tenantName } from './tenant-name.ts';
import { TenantSource } from './tenant-source.ts';

const reading: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The tenant that a request calls by name. */
export interface NamedTenant {
  /** Undefined: there is no tenant of that name. */
  readonly id: string | undefined;
}

/** Finds out which tenant a request is for, and lets principals act for their own only. */
@Injectable()
export class Tenants implements OnApplicationBootstrap {
  readonly #discovery: DiscoveryService;
  readonly #naming: TenantNaming;
  readonly #proxies: AddressList;
  #source: TenantSource | undefined;

  constructor(
    @Inject(DiscoveryService) discovery: DiscoveryService,
    @Inject(ACCESS_OPTIONS) { tenants, trustedProxies }: AccessOptions,
  ) {
    this.#discovery = discovery;
    this.#naming = tenants;
    this.#proxies = new AddressList(trustedProxies);
  }

  /** @throws TenantSourceError when a provider is marked as the source and is none, or two are. */
  onApplicationBootstrap(): void {
    const found = this.#discovery.getProviders({ metadataKey: TenantSource.KEY });
    const sources = found.map(({ instance, name }: { instance: unknown; name: unknown }) => {
      if (isSource(instance)) return instance;
      throw new TenantSourceError(
        `${String(name)} is marked with @TenantSource() and is none: give it the methods idOf(name) and standingOf(id), and the default scope.`,
      );
    });
    if (new Set(sources).size > 1) {
      throw new TenantSourceError(
        `${found.map(({ name }: { name: unknown }) => String(name)).join(' and ')} are marked with @TenantSource(): an application has one.`,
      );
    }
    this.#source = sources[0];
  }

  /** The tenant a request calls by name, for the sources of principals as well; undefined when it calls none. */
  async named(request: IncomingMessage): Promise<NamedTenant | undefined> {
    const name = tenantName(request, this.#naming, this.#proxies);
    if (name === undefined) return undefined;
    const id = isTenantId(name) ? await (this.#source ? this.#source.idOf(name) : name) : undefined;
    setRequestedTenant(id);
    return { id };
  }

  /**
   * Whether a principal may act for the tenant that its request names: it has to be its own. That a name is no
   * tenant's is not told to those of another one.
   */
  isOf(principal: Principal, named: NamedTenant | undefined): boolean {
    return named === undefined || principal === developer || principal.kind === 'anonymous'
      ? true
      : named.id !== undefined && principal.tenantId === named.id;
  }

  /** Does a stranger's request, and the developer's, for the tenant it names. @throws NotFoundException without such a tenant */
  enter(named: NamedTenant): void {
    if (named.id === undefined) throw new NotFoundException('There is no such tenant.');
    setCurrentTenant(named.id);
  }

  /** Whether work may be done for a tenant that no request asked for: while it is suspended, none. */
  async isActive(tenantId: string | undefined): Promise<boolean> {
    if (tenantId === undefined || this.#source === undefined) return true;
    const { kind } = await this.#source.standingOf(tenantId);
    return kind === 'active';
  }

  /** @throws ForbiddenException when the principal's tenant may not do what is asked for. */
  async requireStanding({ tenantId }: Principal, method: string | undefined): Promise<void> {
    if (tenantId === undefined || this.#source === undefined) return;
    const standing = await this.#source.standingOf(tenantId);
    if (standing.kind === 'active') return;
    if (standing.kind === 'closed' || !reading.has(method)) throw new ForbiddenException(standing.reason);
  }
}

export class TenantSourceError extends Error {
  override readonly name = 'TenantSourceError';
}

function isSource(value: unknown): value is TenantSource {
  return (
    typeof value === 'object' &&
    value !== null &&
    'idOf' in value &&
    typeof value.idOf === 'function' &&
    'standingOf' in value &&
    typeof value.standingOf === 'function'
  );
}

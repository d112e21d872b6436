import { type IncomingMessage } from 'node:http';
import { Injectable, UnauthorizedException } from '@nestjs/common';
import { z } from 'zod';
import { PrismaService } from '@/database';
import { type Principal, PrincipalSource } from '@/platform';
import { API_KEY_PREFIX } from '../api-keys/api-key-prefix.ts';
import { ServiceTokens } from '../services/service-tokens.ts';
import { bearerOf } from './bearer-of.ts';
import { ExternalTokens } from './external-tokens.ts';
import { requestedOrganization } from './requested-organization.ts';
import { Standings } from './standings.ts';

/** Bearer tokens: our own for services, and those of the issuer in the settings. */
@Injectable()
@PrincipalSource()
export class TokenSource implements PrincipalSource {
  constructor(
    private readonly prisma: PrismaService,
    private readonly own: ServiceTokens,
    private readonly external: ExternalTokens,
    private readonly standings: Standings,
  ) {}

  async principalOf(request: IncomingMessage): Promise<Principal | undefined> {
    const token = bearerOf(request);
    if (token === undefined || token.startsWith(API_KEY_PREFIX)) return undefined;
    const principal = (await this.#service(token)) ?? (await this.#person(token));
    if (principal === undefined) {
      throw new UnauthorizedException('The token is not valid here, or is over.');
    }
    return principal;
  }

  /** A service account; a person's standing is asked elsewhere. */
  async renew({ kind, id, tenantId }: Pick<Principal, 'kind' | 'id' | 'tenantId'>) {
    if (kind !== 'service' || !z.uuid().safeParse(id).success) return undefined;
    const found = await this.prisma.accessService.findUnique({ where: { id } });
    if (found === null || found.disabledAt !== null || (found.organizationId ?? undefined) !== tenantId)
      return null;
    return { kind, id, tenantId, permissions: found.permissions };
  }

  async #service(token: string): Promise<Principal | undefined> {
    const id = z.uuid().safeParse(await this.own.read(token)).data;
    if (id === undefined) return undefined;
    const service = await this.prisma.accessService.findUnique({ where: { id } });
    if (service === null || service.disabledAt !== null) return undefined;
    const { organizationId, permissions } = service;
    return { kind: 'service', id, permissions, tenantId: organizationId ?? undefined };
  }

  /** A person whose account at the issuer is linked here; without one, a person who may do nothing. */
  async #person(token: string): Promise<Principal | undefined> {
    const identity = await this.external.read(token);
    if (identity === undefined) return undefined;
    const { issuer, subject } = identity;
    const account = await this.prisma.accessAccount.findUnique({
      where: { providerId_accountId: { providerId: issuer, accountId: subject } },
      select: { userId: true },
    });
    if (account === null) return { kind: 'user', id: `${subject}@${issuer}`, permissions: [] };
    const standing = await this.standings.read(account.userId, requestedOrganization());
    if (standing === undefined) return undefined;
    const { permissions, organizationId: tenantId } = standing;
    return { kind: 'user', id: account.userId, permissions, tenantId };
  }
}

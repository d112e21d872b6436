import { Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService, Transactional } from '@/database';
import { type AccessApiKey } from '@/generated/prisma/client.ts';
import { nameOfPrincipal, type Page, type PageQuery, paginate, type Principal } from '@/platform';
import { AccessEvents } from '../audit/access-events.ts';
import { refuseBeyond } from '../roles/refuse-beyond.ts';
import { makeSecret } from '../secrets/bearer-secret.ts';
import { API_KEY_PREFIX } from './api-key-prefix.ts';
import { type CreateApiKey } from './create-api-key.ts';

/** A key as callers see it. */
type ApiKey = Omit<AccessApiKey, 'hash'>;

const DAY = 24 * 60 * 60 * 1000;

/** Keys of organisations: made, listed, revoked. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly events: AccessEvents,
  ) {}

  /**
   * @returns the row and the key itself, which is not kept.
   * @throws ForbiddenException when the key would permit what its maker may not.
   */
  @Transactional()
  async create(
    organizationId: string,
    { name, permissions, expiresInDays }: CreateApiKey,
    maker: Principal,
  ): Promise<ApiKey & { key: string }> {
    refuseBeyond(maker, permissions);
    const { secret, start, hash } = makeSecret(API_KEY_PREFIX);
    const row = await this.prisma.accessApiKey.create({
      omit: { hash: true },
      data: {
        organizationId,
        name,
        start,
        hash,
        permissions,
        expiresAt: expiresInDays === undefined ? null : new Date(Date.now() + expiresInDays * DAY),
        createdBy: nameOfPrincipal(maker),
      },
    });
    await this.events.record('KEY_CREATED', nameOfPrincipal(maker), `key:${row.id}`);
    return { ...row, key: secret };
  }

  list(organizationId: string, query: PageQuery): Promise<Page<ApiKey>> {
    return paginate(query, (window) =>
      this.prisma.accessApiKey.findMany({
        omit: { hash: true },
        where: { organizationId },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        ...window,
      }),
    );
  }

  /** Ends a key with the next request, on every instance. Revoking it again changes nothing. */
  @Transactional()
  async revoke(organizationId: string, id: string, by: Principal): Promise<void> {
    const { count } = await this.prisma.accessApiKey.updateMany({
      where: { id, organizationId, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 1) {
      await this.events.record('KEY_REVOKED', nameOfPrincipal(by), `key:${id}`);
      return;
    }
    const known = await this.prisma.accessApiKey.findFirst({ where: { id, organizationId } });
    if (known === null) throw new NotFoundException(`There is no key ${id} in this organisation.`);
  }
}

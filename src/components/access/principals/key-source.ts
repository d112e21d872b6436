import { type IncomingMessage } from 'node:http';
import { Injectable, Logger, UnauthorizedException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type Principal, PrincipalSource } from '@/platform';
import { API_KEY_PREFIX } from '../api-keys/api-key-prefix.ts';
import { hashSecret } from '../secrets/bearer-secret.ts';
import { bearerOf } from './bearer-of.ts';

/** How old the time of the last use may be, in milliseconds: not every use is worth a write. */
const USE_GRAIN = 60_000;

/** API keys: `Authorization: Bearer tsk_…`. Looked up with every request, so that a revoked one is over at once. */
@Injectable()
@PrincipalSource()
export class KeySource implements PrincipalSource {
  readonly #logger = new Logger('access');

  constructor(private readonly prisma: PrismaService) {}

  async principalOf(request: IncomingMessage): Promise<Principal | undefined> {
    const key = bearerOf(request);
    if (key === undefined || !key.startsWith(API_KEY_PREFIX)) return undefined;
    const found = await this.prisma.accessApiKey.findUnique({ where: { hash: hashSecret(key) } });
    const now = new Date();
    const isOver = found?.expiresAt != null && found.expiresAt <= now;
    if (found === null || found.revokedAt !== null || isOver) {
      throw new UnauthorizedException('The API key is unknown, revoked or expired.');
    }
    if (now.getTime() - (found.lastUsedAt?.getTime() ?? 0) > USE_GRAIN) this.#noteUse(found.id, now);
    return { kind: 'key', id: found.id, tenantId: found.organizationId, permissions: found.permissions };
  }

  async renew({ kind, id, tenantId }: Pick<Principal, 'kind' | 'id' | 'tenantId'>) {
    if (kind !== 'key') return undefined;
    const found = await this.prisma.accessApiKey.findUnique({ where: { id } });
    const isOver = found?.expiresAt != null && found.expiresAt <= new Date();
    if (found === null || found.revokedAt !== null || isOver || found.organizationId !== tenantId)
      return null;
    return { kind, id, tenantId, permissions: found.permissions };
  }

  /** Beside the request: the caller need not wait for it. */
  #noteUse(id: string, now: Date): void {
    this.prisma.accessApiKey
      .updateMany({ where: { id }, data: { lastUsedAt: now } })
      .catch((error: unknown) => {
        this.#logger.warn(`The last use of the key ${id} was not written: ${String(error)}`);
      });
  }
}

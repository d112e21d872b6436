import { timingSafeEqual } from 'node:crypto';
import { Injectable, NotFoundException, UnauthorizedException } from '@nestjs/common';
import { PrismaService, Transactional } from '@/database';
import { type AccessService } from '@/generated/prisma/client.ts';
import { nameOfPrincipal, type Page, paginate, type Principal } from '@/platform';
import { AccessEvents } from '../audit/access-events.ts';
import { refuseBeyond } from '../roles/refuse-beyond.ts';
import { hashSecret, makeSecret } from '../secrets/bearer-secret.ts';
import { ServiceTokens, TOKEN_LIFE } from './service-tokens.ts';
import { type AskToken, type CreateService, type ListServices, type TokenView } from './service-views.ts';

const SECRET_PREFIX = 'tss_';

type Service = Omit<AccessService, 'secretHash'>;

/** Programs with an account of their own. */
@Injectable()
export class ServicesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly tokens: ServiceTokens,
    private readonly events: AccessEvents,
  ) {}

  /**
   * @returns the row and the secret, which is not kept.
   * @throws ForbiddenException when the service would be permitted what its maker may not.
   */
  @Transactional()
  async create(
    { name, organizationId, permissions }: CreateService,
    maker: Principal,
  ): Promise<Service & { secret: string }> {
    refuseBeyond(maker, permissions);
    const { secret, hash } = makeSecret(SECRET_PREFIX);
    const row = await this.prisma.accessService.create({
      omit: { secretHash: true },
      data: {
        name,
        permissions,
        organizationId: organizationId ?? null,
        secretHash: hash,
        createdBy: nameOfPrincipal(maker),
      },
    });
    await this.events.record('SERVICE_CREATED', nameOfPrincipal(maker), `service:${row.id}`);
    return { ...row, secret };
  }

  list({ organizationId, ...query }: ListServices): Promise<Page<Service>> {
    return paginate(query, (window) =>
      this.prisma.accessService.findMany({
        omit: { secretHash: true },
        where: { organizationId },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        ...window,
      }),
    );
  }

  /** Refuses the service with its next request, whatever tokens it has. */
  @Transactional()
  async disable(id: string, by: Principal): Promise<void> {
    const found = await this.prisma.accessService.findFirst({ where: { id, organizationId: by.tenantId } });
    if (found === null) throw new NotFoundException(`There is no service ${id}.`);
    if (found.disabledAt !== null) return;
    await this.prisma.accessService.update({ where: { id }, data: { disabledAt: new Date() } });
    await this.events.record('SERVICE_DISABLED', nameOfPrincipal(by), `service:${id}`);
  }

  /** @throws UnauthorizedException, the same for an unknown id, a wrong secret and a disabled service. */
  async issueToken({ client_id: id, client_secret: secret }: AskToken): Promise<TokenView> {
    const service = await this.prisma.accessService.findUnique({ where: { id } });
    const given = Buffer.from(hashSecret(secret));
    const known = Buffer.from(service?.secretHash ?? hashSecret(''));
    const isRight = timingSafeEqual(given, known);
    if (service === null || !isRight || service.disabledAt !== null) {
      throw new UnauthorizedException('The client is unknown, or its secret is not this one.');
    }
    return { access_token: await this.tokens.issue(id), token_type: 'Bearer', expires_in: TOKEN_LIFE };
  }
}

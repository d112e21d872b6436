import { Injectable } from '@nestjs/common';
import { isTenantId, PrismaService, withTenant } from '@/database';
import { TenantSource, type TenantStanding } from '@/platform';
import { TenantDirectory } from './tenant-directory.ts';

/** Tells the platform which tenant a slug means, and refuses those of a suspended or erased one with the next request. */
@Injectable()
@TenantSource()
export class TenantGate implements TenantSource {
  constructor(
    private readonly prisma: PrismaService<'tenancy'>,
    private readonly directory: TenantDirectory,
  ) {}

  async idOf(name: string): Promise<string | undefined> {
    const tenant = await this.directory.findBySlug(name);
    return tenant?.id;
  }

  /** Tenants that are not here, such as organisations without a customer, are none of its business. */
  async standingOf(id: string): Promise<TenantStanding> {
    // An id that cannot be one is refused by the first query.
    if (!isTenantId(id)) return { kind: 'active' };
    const tenant = await withTenant(id, () => this.#standing(id));
    if (tenant === null) {
      const erased = await this.prisma.tenantErasure.findUnique({ where: { tenantId: id } });
      return erased === null ? { kind: 'active' } : { kind: 'closed', reason: 'The tenant was erased.' };
    }
    if (tenant.status === 'ACTIVE') return { kind: 'active' };
    const reason = `The tenant is suspended${tenant.suspendedWhy === null ? '.' : `: ${tenant.suspendedWhy}`}`;
    return { kind: tenant.suspendedReads ? 'read-only' : 'closed', reason };
  }

  async #standing(id: string) {
    const select = { status: true, suspendedWhy: true, suspendedReads: true } as const;
    return await this.prisma.tenant.findUnique({ where: { id }, select });
  }
}

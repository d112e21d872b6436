import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { currentTenant, isTenantId, PrismaService, withTenant } from '@/database';
import { type Tenant } from '@/generated/prisma/client.ts';

/**
 * Looks tenants up, for the components that keep a tenant's id. Work that is done for a tenant finds that one only; work
 * that is done for none, such as the operator's, finds each.
 */
@Injectable()
export class TenantDirectory {
  constructor(private readonly prisma: PrismaService<'tenancy'>) {}

  /** The tenant with this id, or null. */
  async find(id: string): Promise<Tenant | null> {
    if ((currentTenant() ?? id) !== id || !isTenantId(id)) return null;
    return await withTenant(id, async () => await this.prisma.tenant.findUnique({ where: { id } }));
  }

  /** The tenant with this slug, or null. */
  async findBySlug(slug: string): Promise<Tenant | null> {
    if (currentTenant() !== undefined) return await this.prisma.tenant.findUnique({ where: { slug } });
    const system = this.prisma.asSystem('find the tenant behind a name', { tenants: 'all' });
    return await system.tenant.findUnique({ where: { slug } });
  }

  /**
   * The tenant with this id, whatever its status.
   * @throws NotFoundException when there is none.
   */
  async require(id: string): Promise<Tenant> {
    const tenant = await this.find(id);
    if (!tenant) throw new NotFoundException(`There is no tenant ${id}.`);
    return tenant;
  }

  /**
   * The tenant with this id; call it before every write on a tenant's behalf.
   * @throws NotFoundException when there is none, ConflictException when it is suspended.
   */
  async requireActive(id: string): Promise<Tenant> {
    const tenant = await this.require(id);
    if (tenant.status !== 'ACTIVE') throw new ConflictException(`The tenant ${tenant.slug} is suspended.`);
    return tenant;
  }
}

import { randomUUID } from 'node:crypto';
import { ConflictException, Injectable } from '@nestjs/common';
import { currentTenant, PrismaService, withTenant } from '@/database';
import { type Prisma, type Tenant } from '@/generated/prisma/client.ts';
import { containsText, orderBy, type Page, paginate } from '@/platform';
import { type CreateTenant } from './create-tenant.ts';
import { type ListTenants } from './list-tenants.ts';
import { requireOperator } from './require-operator.ts';
import { type SuspendTenant } from './suspend-tenant.ts';
import { TenantDirectory } from './tenant-directory.ts';
import { type UpdateTenant } from './update-tenant.ts';

/** Tenants and their standing. Those who act for one see it, and change its name; all else is the operator's. */
@Injectable()
export class TenantsService {
  constructor(
    private readonly prisma: PrismaService<'tenancy'>,
    private readonly directory: TenantDirectory,
  ) {}

  async create({ id = randomUUID(), ...input }: CreateTenant): Promise<Tenant> {
    requireOperator();
    await this.#refuseErased(id);
    return await withTenant(id, async () => await this.prisma.tenant.create({ data: { ...input, id } }));
  }

  list(query: ListTenants): Promise<Page<Tenant>> {
    const where: Prisma.TenantWhereInput = { status: query.status, slug: query.slug };
    if (query.q) {
      where.OR = [{ name: containsText(query.q) }, { slug: containsText(query.q) }];
    }
    return paginate(query, (window) => {
      const args = { where, orderBy: orderBy(query.sort), ...window };
      if (currentTenant() !== undefined) return this.prisma.tenant.findMany(args);
      return this.prisma.asSystem('administer all tenants', { tenants: 'all' }).tenant.findMany(args);
    });
  }

  get(id: string): Promise<Tenant> {
    return this.directory.require(id);
  }

  /** A slug that is taken is told by a conflict: only to the operator, who sees them all. */
  async update(id: string, input: UpdateTenant): Promise<Tenant> {
    if (input.slug !== undefined) requireOperator();
    return await this.prisma.tenant.update({ where: { id }, data: input });
  }

  /** Deletes a tenant and its configuration; one that still has workspaces is refused by the database (409). */
  async remove(id: string): Promise<void> {
    await this.prisma.tenant.delete({ where: { id } });
  }

  suspend(id: string, { reason, reads }: NonNullable<SuspendTenant>): Promise<Tenant> {
    const data = { suspendedAt: new Date(), suspendedWhy: reason ?? null, suspendedReads: reads };
    return this.#change(id, 'ACTIVE', { ...data, status: 'SUSPENDED' });
  }

  /** An erasure that was asked for is called off. */
  activate(id: string): Promise<Tenant> {
    const data = { suspendedAt: null, suspendedWhy: null, suspendedReads: true, eraseAfter: null };
    return this.#change(id, 'SUSPENDED', { ...data, status: 'ACTIVE' });
  }

  async #change(
    id: string,
    from: Tenant['status'],
    data: Prisma.TenantUpdateManyMutationInput & { status: Tenant['status'] },
  ): Promise<Tenant> {
    const [tenant] = await this.prisma.tenant.updateManyAndReturn({ where: { id, status: from }, data });
    if (tenant) return tenant;
    const { slug } = await this.directory.require(id);
    throw new ConflictException(`The tenant ${slug} is ${data.status} already.`);
  }

  /** Sessions and keys of before would come back to life in the new one. */
  async #refuseErased(id: string): Promise<void> {
    const erased = await this.prisma.tenantErasure.findUnique({ where: { tenantId: id } });
    if (erased !== null)
      throw new ConflictException(`The tenant ${id} was erased: a new one needs another id.`);
  }
}

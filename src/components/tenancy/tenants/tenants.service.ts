import { ConflictException, Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type Prisma, type Tenant, type TenantStatus } from '@/generated/prisma/client.ts';
import { containsText, orderBy, type Page, paginate } from '@/platform';
import { type CreateTenant } from './create-tenant.ts';
import { type ListTenants } from './list-tenants.ts';
import { TenantDirectory } from './tenant-directory.ts';
import { type UpdateTenant } from './update-tenant.ts';

@Injectable()
export class TenantsService {
  constructor(
    private readonly prisma: PrismaService<'tenancy'>,
    private readonly directory: TenantDirectory,
  ) {}

  create(input: CreateTenant): Promise<Tenant> {
    return this.prisma.tenant.create({ data: input });
  }

  list(query: ListTenants): Promise<Page<Tenant>> {
    const where: Prisma.TenantWhereInput = { status: query.status, slug: query.slug };
    if (query.q) {
      where.OR = [{ name: containsText(query.q) }, { slug: containsText(query.q) }];
    }
    return paginate(query, (window) =>
      this.prisma.tenant.findMany({ where, orderBy: orderBy(query.sort), ...window }),
    );
  }

  get(id: string): Promise<Tenant> {
    return this.directory.require(id);
  }

  update(id: string, input: UpdateTenant): Promise<Tenant> {
    return this.prisma.tenant.update({ where: { id }, data: input });
  }

  /** Deletes a tenant and its configuration; one that still has workspaces is refused by the database (409). */
  async remove(id: string): Promise<void> {
    await this.prisma.tenant.delete({ where: { id } });
  }

  suspend(id: string): Promise<Tenant> {
    return this.changeStatus(id, { from: 'ACTIVE', to: 'SUSPENDED', suspendedAt: new Date() });
  }

  activate(id: string): Promise<Tenant> {
    return this.changeStatus(id, { from: 'SUSPENDED', to: 'ACTIVE', suspendedAt: null });
  }

  private async changeStatus(id: string, change: StatusChange): Promise<Tenant> {
    const [tenant] = await this.prisma.tenant.updateManyAndReturn({
      where: { id, status: change.from },
      data: { status: change.to, suspendedAt: change.suspendedAt },
    });
    if (tenant) return tenant;
    const { slug } = await this.directory.require(id);
    throw new ConflictException(`The tenant ${slug} is ${change.to} already.`);
  }
}

interface StatusChange {
  from: TenantStatus;
  to: TenantStatus;
  suspendedAt: Date | null;
}

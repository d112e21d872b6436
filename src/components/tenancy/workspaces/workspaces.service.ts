import { Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type Prisma, type TenantWorkspace } from '@/generated/prisma/client.ts';
import { containsText, orderBy, type Page, paginate } from '@/platform';
import { TenantDirectory } from '../tenants/tenant-directory.ts';
import { type CreateWorkspace } from './create-workspace.ts';
import { type ListWorkspaces } from './list-workspaces.ts';
import { type UpdateWorkspace } from './update-workspace.ts';

/** Workspaces of tenants. A suspended tenant can be read, not written. */
@Injectable()
export class WorkspacesService {
  constructor(
    private readonly prisma: PrismaService<'tenancy'>,
    private readonly tenants: TenantDirectory,
  ) {}

  async create(tenantId: string, input: CreateWorkspace): Promise<TenantWorkspace> {
    await this.tenants.requireActive(tenantId);
    return this.prisma.tenantWorkspace.create({ data: { ...input, tenantId } });
  }

  async list(tenantId: string, query: ListWorkspaces): Promise<Page<TenantWorkspace>> {
    await this.tenants.require(tenantId);
    const where: Prisma.TenantWorkspaceWhereInput = { tenantId };
    if (query.q) {
      where.OR = [{ name: containsText(query.q) }, { slug: containsText(query.q) }];
    }
    return paginate(query, (window) =>
      this.prisma.tenantWorkspace.findMany({ where, orderBy: orderBy(query.sort), ...window }),
    );
  }

  get(id: string): Promise<TenantWorkspace> {
    return this.prisma.tenantWorkspace.findUniqueOrThrow({ where: { id } });
  }

  async update(id: string, input: UpdateWorkspace): Promise<TenantWorkspace> {
    await this.requireWritable(id);
    return this.prisma.tenantWorkspace.update({ where: { id }, data: input });
  }

  /** Deletes a workspace and its configuration. */
  async remove(id: string): Promise<void> {
    await this.requireWritable(id);
    await this.prisma.tenantWorkspace.delete({ where: { id } });
  }

  /** The workspace, when its tenant may be written for. */
  async requireWritable(id: string): Promise<TenantWorkspace> {
    const workspace = await this.get(id);
    await this.tenants.requireActive(workspace.tenantId);
    return workspace;
  }
}

import { Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type Prisma, type TenantWorkspace } from '@/generated/prisma/client.ts';
import { containsText, currentPrincipal, nameOfPrincipal, orderBy, type Page, paginate } from '@/platform';
import { TenantLimits } from '../limits/tenant-limits.ts';
import { membersLimit } from '../members/members-limit.ts';
import { TenantDirectory } from '../tenants/tenant-directory.ts';
import { type CreateWorkspace } from './create-workspace.ts';
import { type ListWorkspaces } from './list-workspaces.ts';
import { type UpdateWorkspace } from './update-workspace.ts';
import { ownWorkspaces, reachesAll, WorkspaceAccess } from './workspace-access.ts';
import { workspacesLimit } from './workspaces-limit.ts';

/** Workspaces of the tenant at hand. A suspended tenant can be read, not written. */
@Injectable()
export class WorkspacesService {
  constructor(
    private readonly prisma: PrismaService<'tenancy'>,
    private readonly tenants: TenantDirectory,
    private readonly access: WorkspaceAccess,
    private readonly limits: TenantLimits,
  ) {}

  /** A sender of the tenant itself is its first owner. */
  async create(tenantId: string, input: CreateWorkspace): Promise<TenantWorkspace> {
    await this.tenants.requireActive(tenantId);
    return await this.limits.within(workspacesLimit, async () => {
      const workspace = await this.prisma.tenantWorkspace.create({ data: { ...input, tenantId } });
      const sender = currentPrincipal();
      if (sender.tenantId !== tenantId) return workspace;
      await this.limits.check(membersLimit);
      const principal = nameOfPrincipal(sender);
      await this.prisma.tenantWorkspaceMember.create({
        data: {
          tenantId,
          workspaceId: workspace.id,
          principal,
          role: 'OWNER',
          invitedBy: principal,
          joinedAt: new Date(),
        },
      });
      return workspace;
    });
  }

  /** Those the sender is a member of, or all. */
  async list(tenantId: string, query: ListWorkspaces): Promise<Page<TenantWorkspace>> {
    await this.tenants.require(tenantId);
    const where: Prisma.TenantWorkspaceWhereInput = { tenantId, ...(reachesAll() ? {} : ownWorkspaces()) };
    if (query.q) {
      where.OR = [{ name: containsText(query.q) }, { slug: containsText(query.q) }];
    }
    return await paginate(query, (window) =>
      this.prisma.tenantWorkspace.findMany({ where, orderBy: orderBy(query.sort), ...window }),
    );
  }

  get(id: string): Promise<TenantWorkspace> {
    return this.access.require(id, 'read');
  }

  async update(id: string, input: UpdateWorkspace): Promise<TenantWorkspace> {
    const { tenantId } = await this.access.require(id, 'manage');
    await this.tenants.requireActive(tenantId);
    return await this.prisma.tenantWorkspace.update({ where: { id }, data: input });
  }

  /** Deletes a workspace, its members and its configuration. */
  async remove(id: string): Promise<void> {
    const { tenantId } = await this.access.require(id, 'own');
    await this.tenants.requireActive(tenantId);
    await this.prisma.tenantWorkspace.delete({ where: { id } });
  }

  /** The workspace, when the sender may write in it and its tenant may be written for. */
  async requireWritable(id: string): Promise<TenantWorkspace> {
    const workspace = await this.access.require(id, 'write');
    await this.tenants.requireActive(workspace.tenantId);
    return workspace;
  }
}

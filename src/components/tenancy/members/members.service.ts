import { ConflictException, ForbiddenException, Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type TenantWorkspaceMember, type TenantWorkspaceRole } from '@/generated/prisma/client.ts';
import { currentPrincipal, nameOfPrincipal, orderBy, type Page, paginate } from '@/platform';
import { TenantLimits } from '../limits/tenant-limits.ts';
import { TenantDirectory } from '../tenants/tenant-directory.ts';
import { reachesAll, requireAction, WorkspaceAccess } from '../workspaces/workspace-access.ts';
import { type InviteMember } from './invite-member.ts';
import { type ListMembers } from './list-members.ts';
import { membersLimit } from './members-limit.ts';

const day = 86_400_000;

/**
 * Members of the workspaces of the tenant at hand. Owners and admins invite, change and remove; what makes or ends an owner
 * is for owners, and the last one stays.
 */
@Injectable()
export class MembersService {
  constructor(
    private readonly prisma: PrismaService<'tenancy'>,
    private readonly tenants: TenantDirectory,
    private readonly access: WorkspaceAccess,
    private readonly limits: TenantLimits,
  ) {}

  async list(workspaceId: string, query: ListMembers): Promise<Page<TenantWorkspaceMember>> {
    await this.access.require(workspaceId, 'read');
    return await paginate(query, (window) =>
      this.prisma.tenantWorkspaceMember.findMany({
        where: { workspaceId },
        orderBy: orderBy(query.sort),
        ...window,
      }),
    );
  }

  async invite(workspaceId: string, input: InviteMember): Promise<TenantWorkspaceMember> {
    const { principal, role, days, isJoined } = input;
    const { tenantId } = await this.#requireChange(workspaceId, role);
    if (isJoined && !reachesAll()) {
      throw new ForbiddenException('To make a member without an invitation needs tenancy:workspaces.all.');
    }
    const now = new Date();
    return await this.limits.within(membersLimit, async () => {
      await this.prisma.tenantWorkspaceMember.deleteMany({
        where: { workspaceId, principal, joinedAt: null, expiresAt: { lte: now } },
      });
      return await this.prisma.tenantWorkspaceMember.create({
        data: {
          tenantId,
          workspaceId,
          principal,
          role,
          invitedBy: nameOfPrincipal(currentPrincipal()),
          ...(isJoined ? { joinedAt: now } : { expiresAt: new Date(now.getTime() + days * day) }),
        },
      });
    });
  }

  /** The sender's own memberships and invitations, in all workspaces of the tenant. */
  async own(): Promise<TenantWorkspaceMember[]> {
    return await this.prisma.tenantWorkspaceMember.findMany({
      where: { principal: nameOfPrincipal(currentPrincipal()) },
      orderBy: { createdAt: 'asc' },
    });
  }

  /** Accepts the sender's own invitation. */
  async accept(workspaceId: string): Promise<TenantWorkspaceMember> {
    const where = { workspaceId, principal: nameOfPrincipal(currentPrincipal()) };
    const now = new Date();
    const invitation = await this.prisma.tenantWorkspaceMember.findFirst({ where });
    if (invitation === null) throw new NotFoundException('You are not invited to this workspace.');
    await this.tenants.requireActive(invitation.tenantId);
    const [member] = await this.prisma.tenantWorkspaceMember.updateManyAndReturn({
      where: { ...where, joinedAt: null, expiresAt: { gt: now } },
      data: { joinedAt: now, expiresAt: null },
    });
    if (member) return member;
    throw new ConflictException(
      invitation.joinedAt === null
        ? 'The invitation has ended.'
        : 'You are a member of this workspace already.',
    );
  }

  async change(workspaceId: string, id: string, role: TenantWorkspaceRole): Promise<TenantWorkspaceMember> {
    await this.#requireChange(workspaceId, role);
    return await this.#locked(workspaceId, async () => {
      const member = await this.#find(workspaceId, id);
      await this.#requireMayEnd(member, role);
      return await this.prisma.tenantWorkspaceMember.update({ where: { id }, data: { role } });
    });
  }

  /** Removes a member, or takes an invitation back. Members may leave, whatever their role. */
  async remove(workspaceId: string, id: string): Promise<void> {
    const before = await this.#find(workspaceId, id);
    await this.tenants.requireActive(before.tenantId);
    const isOwn = before.principal === nameOfPrincipal(currentPrincipal());
    if (!isOwn) await this.#requireChange(workspaceId, before.role);
    await this.#locked(workspaceId, async () => {
      const member = await this.#find(workspaceId, id);
      if (!isOwn) await this.#requireChange(workspaceId, member.role);
      await this.#requireMayEnd(member, undefined, isOwn);
      await this.prisma.tenantWorkspaceMember.delete({ where: { id } });
    });
  }

  /** Whether the sender may make or end a member with this role. */
  async #requireChange(workspaceId: string, role: TenantWorkspaceRole): Promise<{ tenantId: string }> {
    const reached = await this.access.reach(workspaceId);
    requireAction(reached.role, role === 'OWNER' ? 'own' : 'manage');
    await this.tenants.requireActive(reached.workspace.tenantId);
    return reached.workspace;
  }

  /** Whether a member may lose its role: that of an owner is for owners to take, and the last one keeps it. */
  async #requireMayEnd(
    { workspaceId, role, joinedAt }: TenantWorkspaceMember,
    next: TenantWorkspaceRole | undefined,
    isOwn = false,
  ): Promise<void> {
    if (role !== 'OWNER' || next === 'OWNER') return;
    if (!isOwn) await this.#requireChange(workspaceId, 'OWNER');
    if (joinedAt === null) return;
    const owners = await this.prisma.tenantWorkspaceMember.count({
      where: { workspaceId, role: 'OWNER', joinedAt: { not: null } },
    });
    if (owners > 1) return;
    throw new ConflictException('This is the last owner of the workspace: make another one first.');
  }

  /** One change of owners after the other: two that go at once would each see the other one stay. */
  async #locked<T>(workspaceId: string, work: () => Promise<T>): Promise<T> {
    return await this.prisma.$transaction(async () => {
      await this.prisma.tenantWorkspace.update({
        where: { id: workspaceId },
        data: { updatedAt: new Date() },
      });
      return await work();
    });
  }

  /** @throws NotFoundException to those who do not reach the workspace as well. */
  async #find(workspaceId: string, id: string): Promise<TenantWorkspaceMember> {
    const member = await this.prisma.tenantWorkspaceMember.findFirst({ where: { id, workspaceId } });
    if (member === null) throw new NotFoundException(`There is no member ${id}.`);
    const isOwn = member.principal === nameOfPrincipal(currentPrincipal());
    if (!isOwn) await this.access.reach(workspaceId);
    return member;
  }
}

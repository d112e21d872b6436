import { ForbiddenException, Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type TenantWorkspace, type TenantWorkspaceRole } from '@/generated/prisma/client.ts';
import { currentPrincipal, holdsPermission, nameOfPrincipal } from '@/platform';

/** What can be done in a workspace: `manage` is its name and its members, `own` its owners and its end. */
export type WorkspaceAction = 'read' | 'write' | 'manage' | 'own';

const allowed: Readonly<Record<TenantWorkspaceRole, readonly WorkspaceAction[]>> = {
  VIEWER: ['read'],
  MEMBER: ['read', 'write'],
  ADMIN: ['read', 'write', 'manage'],
  OWNER: ['read', 'write', 'manage', 'own'],
};

/** A workspace as the sender of the request reaches it. */
export interface ReachedWorkspace {
  readonly workspace: TenantWorkspace;
  readonly role: TenantWorkspaceRole;
}

/** Whether the sender reaches every workspace of the tenant, without being its member. */
export function reachesAll(): boolean {
  return holdsPermission(currentPrincipal().permissions, 'tenancy:workspaces.all');
}

/** The workspaces that the sender is a member of; an invitation is no membership yet. */
export function ownWorkspaces() {
  return {
    members: { some: { principal: nameOfPrincipal(currentPrincipal()), joinedAt: { not: null } } },
  } as const;
}

/** Decides by their roles what the members of a workspace of the tenant at hand may do. */
@Injectable()
export class WorkspaceAccess {
  constructor(private readonly prisma: PrismaService<'tenancy'>) {}

  /**
   * The workspace, if the sender of the request may do this in it.
   *
   * @throws NotFoundException to those who are no members: that it exists is not for them to know. ForbiddenException to
   * members whose role does not allow it.
   */
  async require(workspaceId: string, action: WorkspaceAction): Promise<TenantWorkspace> {
    const { workspace, role } = await this.reach(workspaceId);
    requireAction(role, action);
    return workspace;
  }

  /** The workspace with the sender's role in it. @throws NotFoundException */
  async reach(workspaceId: string): Promise<ReachedWorkspace> {
    const principal = nameOfPrincipal(currentPrincipal());
    const found = await this.prisma.tenantWorkspace.findUnique({
      where: { id: workspaceId },
      include: { members: { where: { principal, joinedAt: { not: null } }, select: { role: true } } },
    });
    if (found === null) throw missing(workspaceId);
    const { members, ...workspace } = found;
    const role = reachesAll() ? 'OWNER' : members[0]?.role;
    if (role === undefined) throw missing(workspaceId);
    return { workspace, role };
  }
}

/** @throws ForbiddenException when a role does not allow it. */
export function requireAction(role: TenantWorkspaceRole, action: WorkspaceAction): void {
  if (allowed[role].includes(action)) return;
  const needed = Object.entries(allowed).flatMap(([name, actions]) =>
    actions.includes(action) ? [name] : [],
  );
  throw new ForbiddenException(`In this workspace you are ${role}, and this needs ${needed.join(' or ')}.`);
}

function missing(workspaceId: string): NotFoundException {
  return new NotFoundException(`There is no workspace ${workspaceId}.`);
}

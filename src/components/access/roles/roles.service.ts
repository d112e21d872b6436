import { Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService, Transactional } from '@/database';
import { type AccessRole, type AccessRoleAssignment } from '@/generated/prisma/client.ts';
import { nameOfPrincipal, type Page, type PageQuery, paginate, type Principal } from '@/platform';
import { AccessEvents } from '../audit/access-events.ts';
import { refuseBeyond } from './refuse-beyond.ts';
import { type AssignRole, type CreateRole, type ListAssignments, type UpdateRole } from './role-views.ts';

/** Scope of an assignment that holds in every organisation. */
const EVERYWHERE = 'everywhere';

/** Roles that administrators compose of permissions, and who has them. */
@Injectable()
export class RolesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly events: AccessEvents,
  ) {}

  /** @throws ForbiddenException for permissions that the maker has not. */
  @Transactional()
  async create(input: CreateRole, by: Principal): Promise<AccessRole> {
    refuseBeyond(by, input.permissions);
    const role = await this.prisma.accessRole.create({ data: input });
    await this.events.record('ROLE_CHANGED', nameOfPrincipal(by), `role:${role.name}`);
    return role;
  }

  list(query: PageQuery): Promise<Page<AccessRole>> {
    return paginate(query, (window) =>
      this.prisma.accessRole.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }], ...window }),
    );
  }

  async get(id: string): Promise<AccessRole> {
    const role = await this.prisma.accessRole.findUnique({ where: { id } });
    if (role !== null) return role;
    throw new NotFoundException(`There is no role ${id}.`);
  }

  /** @throws ForbiddenException when the role is or would be beyond the one who changes it. */
  @Transactional()
  async update(id: string, input: UpdateRole, by: Principal): Promise<AccessRole> {
    const before = await this.get(id);
    refuseBeyond(by, [...before.permissions, ...(input.permissions ?? [])]);
    const role = await this.prisma.accessRole.update({ where: { id }, data: input });
    await this.events.record('ROLE_CHANGED', nameOfPrincipal(by), `role:${role.name}`);
    return role;
  }

  /** A role that a person has cannot be deleted: the database refuses (409). */
  @Transactional()
  async remove(id: string, by: Principal): Promise<void> {
    const { name, permissions } = await this.get(id);
    refuseBeyond(by, permissions);
    await this.prisma.accessRole.delete({ where: { id } });
    await this.events.record('ROLE_CHANGED', nameOfPrincipal(by), `role:${name}`);
  }

  /** Gives a role to a person. Giving it again changes nothing. */
  @Transactional()
  async assign(
    roleId: string,
    { userId, organizationId }: AssignRole,
    by: Principal,
  ): Promise<AccessRoleAssignment> {
    const { name, permissions } = await this.get(roleId);
    refuseBeyond(by, permissions);
    const scope = organizationId ?? EVERYWHERE;
    const assignment = await this.prisma.accessRoleAssignment.upsert({
      where: { userId_scope_roleId: { userId, scope, roleId } },
      create: {
        userId,
        roleId,
        scope,
        organizationId: organizationId ?? null,
        createdBy: nameOfPrincipal(by),
      },
      update: {},
    });
    await this.events.record('ROLE_ASSIGNED', nameOfPrincipal(by), `user:${userId} role:${name} ${scope}`);
    return assignment;
  }

  /** @param only assignments of this organisation; undefined for all */
  assignments(
    roleId: string,
    { userId, ...query }: ListAssignments,
    only: string | undefined,
  ): Promise<Page<AccessRoleAssignment>> {
    return paginate(query, (window) =>
      this.prisma.accessRoleAssignment.findMany({
        where: { roleId, userId, organizationId: only },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        ...window,
      }),
    );
  }

  @Transactional()
  async withdraw(roleId: string, id: string, by: Principal): Promise<void> {
    const { name, permissions } = await this.get(roleId);
    refuseBeyond(by, permissions);
    const found = await this.prisma.accessRoleAssignment.findFirst({
      where: { id, roleId, organizationId: by.tenantId },
    });
    if (found === null) throw new NotFoundException(`The role ${name} has no assignment ${id}.`);
    await this.prisma.accessRoleAssignment.deleteMany({ where: { id } });
    await this.events.record(
      'ROLE_REMOVED',
      nameOfPrincipal(by),
      `user:${found.userId} role:${name} ${found.scope}`,
    );
  }
}

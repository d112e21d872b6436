import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import {
  ApiProblems,
  CurrentPrincipal,
  PageQuery,
  pageOf,
  type Principal,
  type Registry,
  REGISTRY,
  Requires,
} from '@/platform';
import { refuseForeignOrganization } from '../organizations/refuse-foreign-organization.ts';
import { refuseTenant } from '../principals/refuse-tenant.ts';
import {
  AssignmentView,
  AssignRole,
  CreateRole,
  ListAssignments,
  OfferView,
  RoleView,
  UpdateRole,
} from './role-views.ts';
import { RolesService } from './roles.service.ts';

@Controller('access/roles')
export class RolesController {
  constructor(
    private readonly roles: RolesService,
    @Inject(REGISTRY) private readonly registry: Registry,
  ) {}

  @Get()
  @Requires('access:roles.read')
  @ApiOperation({ summary: 'Roles by name' })
  @ApiOkResponse({ standardSchema: pageOf(RoleView) })
  @ApiProblems(400)
  list(@Query({ schema: PageQuery }) query: PageQuery) {
    return this.roles.list(query);
  }

  @Get('offers')
  @Requires('access:roles.read')
  @ApiOperation({
    summary: 'What there is to permit: the permissions of every component, and the roles it proposes',
  })
  @ApiOkResponse({ standardSchema: z.array(OfferView) })
  offers() {
    return this.registry.components.map(({ name, permissions, roles }) => ({
      component: name,
      permissions: permissions ?? {},
      roles: roles ?? {},
    }));
  }

  @Post()
  @Requires('access:roles.write')
  @ApiOperation({ summary: 'Compose a role; of permissions that its maker has' })
  @ApiCreatedResponse({ standardSchema: RoleView })
  @ApiProblems(400, 409)
  create(@Body({ schema: CreateRole }) body: CreateRole, @CurrentPrincipal() principal: Principal) {
    refuseTenant(principal);
    return this.roles.create(body, principal);
  }

  @Get(':roleId')
  @Requires('access:roles.read')
  @ApiOperation({ summary: 'One role' })
  @ApiOkResponse({ standardSchema: RoleView })
  @ApiProblems(400, 404)
  get(@Param('roleId', { schema: z.uuid() }) roleId: string) {
    return this.roles.get(roleId);
  }

  @Patch(':roleId')
  @Requires('access:roles.write')
  @ApiOperation({ summary: 'Change a role: it holds with the next request of all who have it' })
  @ApiOkResponse({ standardSchema: RoleView })
  @ApiProblems(400, 404, 409)
  update(
    @Param('roleId', { schema: z.uuid() }) roleId: string,
    @Body({ schema: UpdateRole }) body: UpdateRole,
    @CurrentPrincipal() principal: Principal,
  ) {
    refuseTenant(principal);
    return this.roles.update(roleId, body, principal);
  }

  @Delete(':roleId')
  @HttpCode(204)
  @Requires('access:roles.write')
  @ApiOperation({ summary: 'Delete a role that no person has' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  remove(
    @Param('roleId', { schema: z.uuid() }) roleId: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<void> {
    refuseTenant(principal);
    return this.roles.remove(roleId, principal);
  }

  @Get(':roleId/assignments')
  @Requires('access:roles.read')
  @ApiOperation({ summary: 'Who has the role' })
  @ApiOkResponse({ standardSchema: pageOf(AssignmentView) })
  @ApiProblems(400, 404)
  assignments(
    @Param('roleId', { schema: z.uuid() }) roleId: string,
    @Query({ schema: ListAssignments }) query: ListAssignments,
    @CurrentPrincipal() principal: Principal,
  ) {
    return this.roles.assignments(roleId, query, principal.tenantId);
  }

  @Post(':roleId/assignments')
  @Requires('access:roles.assign')
  @ApiOperation({ summary: 'Give the role to a person, in one organisation or everywhere' })
  @ApiCreatedResponse({ standardSchema: AssignmentView })
  @ApiProblems(400, 404, 409)
  assign(
    @Param('roleId', { schema: z.uuid() }) roleId: string,
    @Body({ schema: AssignRole }) body: AssignRole,
    @CurrentPrincipal() principal: Principal,
  ) {
    // Who belongs to an organisation gives roles there, not everywhere.
    if (principal.tenantId !== undefined) refuseForeignOrganization(principal, body.organizationId ?? '');
    return this.roles.assign(roleId, body, principal);
  }

  @Delete(':roleId/assignments/:assignmentId')
  @HttpCode(204)
  @Requires('access:roles.assign')
  @ApiOperation({ summary: 'Take the role away' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  withdraw(
    @Param('roleId', { schema: z.uuid() }) roleId: string,
    @Param('assignmentId', { schema: z.uuid() }) assignmentId: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<void> {
    return this.roles.withdraw(roleId, assignmentId, principal);
  }
}

import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiProblems, CurrentPrincipal, PageQuery, pageOf, type Principal, Requires } from '@/platform';
import { refuseTenant } from '../principals/refuse-tenant.ts';
import { CreateOrganization, ListOrganizations, MemberView, OrganizationView } from './organization-views.ts';
import { OrganizationsService } from './organizations.service.ts';
import { refuseForeignOrganization } from './refuse-foreign-organization.ts';

@Controller('access/organizations')
export class OrganizationsController {
  constructor(private readonly organizations: OrganizationsService) {}

  @Post()
  @Requires('access:organizations.write')
  @ApiOperation({ summary: 'Create an organisation' })
  @ApiCreatedResponse({ standardSchema: OrganizationView })
  @ApiProblems(400, 409)
  create(
    @Body({ schema: CreateOrganization }) body: CreateOrganization,
    @CurrentPrincipal() principal: Principal,
  ) {
    refuseTenant(principal);
    return this.organizations.create(body);
  }

  @Get()
  @Requires('access:organizations.read')
  @ApiOperation({ summary: 'Organisations, newest first; those who belong to one see that one' })
  @ApiOkResponse({ standardSchema: pageOf(OrganizationView) })
  @ApiProblems(400)
  list(
    @Query({ schema: ListOrganizations }) query: ListOrganizations,
    @CurrentPrincipal() principal: Principal,
  ) {
    return this.organizations.list(query, principal.tenantId);
  }

  @Get(':organizationId')
  @Requires('access:organizations.read')
  @ApiOperation({ summary: 'One organisation' })
  @ApiOkResponse({ standardSchema: OrganizationView })
  @ApiProblems(400, 404)
  get(
    @Param('organizationId', { schema: z.uuid() }) organizationId: string,
    @CurrentPrincipal() principal: Principal,
  ) {
    refuseForeignOrganization(principal, organizationId);
    return this.organizations.get(organizationId);
  }

  @Get(':organizationId/members')
  @Requires('access:organizations.read')
  @ApiOperation({ summary: 'Its members, in the order they came' })
  @ApiOkResponse({ standardSchema: pageOf(MemberView) })
  @ApiProblems(400, 404)
  members(
    @Param('organizationId', { schema: z.uuid() }) organizationId: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @CurrentPrincipal() principal: Principal,
  ) {
    refuseForeignOrganization(principal, organizationId);
    return this.organizations.members(organizationId, query);
  }
}

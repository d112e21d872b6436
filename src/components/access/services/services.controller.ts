import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiProblems, CurrentPrincipal, pageOf, type Principal, Requires } from '@/platform';
import { refuseForeignOrganization } from '../organizations/refuse-foreign-organization.ts';
import { CreateService, ListServices, NewServiceView, ServiceView } from './service-views.ts';
import { ServicesService } from './services.service.ts';

@Controller('access/services')
export class ServicesController {
  constructor(private readonly services: ServicesService) {}

  @Get()
  @Requires('access:services.read')
  @ApiOperation({ summary: 'Service accounts, newest first; those who act for an organisation see its own' })
  @ApiOkResponse({ standardSchema: pageOf(ServiceView) })
  @ApiProblems(400)
  list(@Query({ schema: ListServices }) query: ListServices, @CurrentPrincipal() principal: Principal) {
    return this.services.list({ ...query, organizationId: principal.tenantId ?? query.organizationId });
  }

  @Post()
  @Requires('access:services.write')
  @ApiOperation({ summary: 'Make a service account; the answer is the only place its secret is ever shown' })
  @ApiCreatedResponse({ standardSchema: NewServiceView })
  @ApiProblems(400, 404)
  create(@Body({ schema: CreateService }) body: CreateService, @CurrentPrincipal() principal: Principal) {
    if (principal.tenantId !== undefined) refuseForeignOrganization(principal, body.organizationId ?? '');
    return this.services.create(body, principal);
  }

  @Delete(':serviceId')
  @HttpCode(204)
  @Requires('access:services.write')
  @ApiOperation({ summary: 'Disable a service account: its next request is refused' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  disable(
    @Param('serviceId', { schema: z.uuid() }) serviceId: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<void> {
    return this.services.disable(serviceId, principal);
  }
}

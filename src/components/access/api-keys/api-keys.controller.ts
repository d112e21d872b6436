import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiProblems, CurrentPrincipal, PageQuery, pageOf, type Principal, Requires } from '@/platform';
import { refuseForeignOrganization } from '../organizations/refuse-foreign-organization.ts';
import { ApiKeyView, NewApiKeyView } from './api-key-view.ts';
import { ApiKeysService } from './api-keys.service.ts';
import { CreateApiKey } from './create-api-key.ts';

@Controller('access/organizations/:organizationId/keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @Requires('access:keys.read')
  @ApiOperation({ summary: 'The keys of an organisation, newest first' })
  @ApiOkResponse({ standardSchema: pageOf(ApiKeyView) })
  @ApiProblems(400, 404)
  list(
    @Param('organizationId', { schema: z.uuid() }) organizationId: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @CurrentPrincipal() principal: Principal,
  ) {
    refuseForeignOrganization(principal, organizationId);
    return this.keys.list(organizationId, query);
  }

  @Post()
  @Requires('access:keys.write')
  @ApiOperation({ summary: 'Make a key; the answer is the only place it is ever shown' })
  @ApiCreatedResponse({ standardSchema: NewApiKeyView })
  @ApiProblems(400, 404)
  create(
    @Param('organizationId', { schema: z.uuid() }) organizationId: string,
    @Body({ schema: CreateApiKey }) body: CreateApiKey,
    @CurrentPrincipal() principal: Principal,
  ) {
    refuseForeignOrganization(principal, organizationId);
    return this.keys.create(organizationId, body, principal);
  }

  @Delete(':keyId')
  @HttpCode(204)
  @Requires('access:keys.write')
  @ApiOperation({ summary: 'Revoke a key: the next request with it is refused' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  revoke(
    @Param('organizationId', { schema: z.uuid() }) organizationId: string,
    @Param('keyId', { schema: z.uuid() }) keyId: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<void> {
    refuseForeignOrganization(principal, organizationId);
    return this.keys.revoke(organizationId, keyId, principal);
  }
}

import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Put,
  Query,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ApiProblems, type HttpReply, type Page, pageOf, Requires } from '@/platform';
import { TenantDirectory } from '../tenants/tenant-directory.ts';
import { TenantOfRoute } from '../tenants/tenant-of-route.ts';
import { ConfigKey } from './config-key.ts';
import { type ConfigEntry } from './config-owner.ts';
import { ConfigView } from './config-view.ts';
import { ConfigService } from './config.service.ts';
import { ListConfig } from './list-config.ts';
import { PutConfig } from './put-config.ts';

@UseInterceptors(TenantOfRoute)
@Controller('tenancy/tenants/:tenantId/config')
export class TenantConfigController {
  constructor(
    private readonly tenants: TenantDirectory,
    private readonly config: ConfigService,
  ) {}

  @Requires('tenancy:config.read')
  @Get()
  @ApiOperation({ summary: "List a tenant's configuration" })
  @ApiOkResponse({ standardSchema: pageOf(ConfigView) })
  @ApiProblems(400, 404)
  async list(
    @Param('tenantId') tenantId: string,
    @Query({ schema: ListConfig }) query: ListConfig,
  ): Promise<Page<ConfigEntry>> {
    await this.tenants.require(tenantId);
    return this.config.list({ tenantId, workspaceId: null }, query);
  }

  @Requires('tenancy:config.read')
  @Get(':key')
  @ApiOperation({ summary: "Get an entry of a tenant's configuration" })
  @ApiOkResponse({ standardSchema: ConfigView })
  @ApiProblems(400, 404)
  get(
    @Param('tenantId') tenantId: string,
    @Param('key', { schema: ConfigKey }) key: string,
  ): Promise<ConfigEntry> {
    return this.config.get({ tenantId, workspaceId: null }, key);
  }

  @Requires('tenancy:config.write', 'tenancy:workspaces.all')
  @Put(':key')
  @ApiOperation({ summary: "Write an entry of an active tenant's configuration" })
  @ApiOkResponse({ standardSchema: ConfigView, description: 'Written' })
  @ApiCreatedResponse({ standardSchema: ConfigView, description: 'Created' })
  @ApiProblems(400, 404, 409)
  async put(
    @Param('tenantId') tenantId: string,
    @Param('key', { schema: ConfigKey }) key: string,
    @Body({ schema: PutConfig }) body: PutConfig,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<ConfigEntry> {
    await this.tenants.requireActive(tenantId);
    const { entry, isNew } = await this.config.put({ tenantId, workspaceId: null }, key, body);
    if (isNew) reply.status(201);
    return entry;
  }

  @Requires('tenancy:config.write', 'tenancy:workspaces.all')
  @Delete(':key')
  @HttpCode(204)
  @ApiOperation({ summary: "Delete an entry of an active tenant's configuration" })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  async remove(
    @Param('tenantId') tenantId: string,
    @Param('key', { schema: ConfigKey }) key: string,
  ): Promise<void> {
    await this.tenants.requireActive(tenantId);
    await this.config.remove({ tenantId, workspaceId: null }, key);
  }
}

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
import { type TenantWorkspace } from '@/generated/prisma/client.ts';
import { ApiProblems, type HttpReply, type Page, pageOf, Requires } from '@/platform';
import { TenantOfRoute } from '../tenants/tenant-of-route.ts';
import { WorkspacesService } from '../workspaces/workspaces.service.ts';
import { ConfigKey } from './config-key.ts';
import { type ConfigEntry, type ConfigOwner } from './config-owner.ts';
import { ConfigView, EffectiveConfig } from './config-view.ts';
import { ConfigService } from './config.service.ts';
import { ListConfig } from './list-config.ts';
import { PutConfig } from './put-config.ts';

@UseInterceptors(TenantOfRoute)
@Controller('tenancy/workspaces/:workspaceId')
export class WorkspaceConfigController {
  constructor(
    private readonly workspaces: WorkspacesService,
    private readonly config: ConfigService,
  ) {}

  @Requires('tenancy:config.read')
  @Get('effective-config')
  @ApiOperation({ summary: "What holds in a workspace: its own entries over its tenant's" })
  @ApiOkResponse({ standardSchema: EffectiveConfig })
  @ApiProblems(404)
  async effective(@Param('workspaceId') workspaceId: string): Promise<{ items: ConfigEntry[] }> {
    const owner = ownerOf(await this.workspaces.get(workspaceId));
    return { items: await this.config.effective(owner) };
  }

  @Requires('tenancy:config.read')
  @Get('config')
  @ApiOperation({ summary: "List a workspace's own configuration" })
  @ApiOkResponse({ standardSchema: pageOf(ConfigView) })
  @ApiProblems(400, 404)
  async list(
    @Param('workspaceId') workspaceId: string,
    @Query({ schema: ListConfig }) query: ListConfig,
  ): Promise<Page<ConfigEntry>> {
    return this.config.list(ownerOf(await this.workspaces.get(workspaceId)), query);
  }

  @Requires('tenancy:config.read')
  @Get('config/:key')
  @ApiOperation({ summary: "Get an entry of a workspace's own configuration" })
  @ApiOkResponse({ standardSchema: ConfigView })
  @ApiProblems(400, 404)
  async get(
    @Param('workspaceId') workspaceId: string,
    @Param('key', { schema: ConfigKey }) key: string,
  ): Promise<ConfigEntry> {
    return this.config.get(ownerOf(await this.workspaces.get(workspaceId)), key);
  }

  @Requires('tenancy:config.write')
  @Put('config/:key')
  @ApiOperation({ summary: "Write an entry of a workspace's configuration" })
  @ApiOkResponse({ standardSchema: ConfigView, description: 'Written' })
  @ApiCreatedResponse({ standardSchema: ConfigView, description: 'Created' })
  @ApiProblems(400, 404, 409)
  async put(
    @Param('workspaceId') workspaceId: string,
    @Param('key', { schema: ConfigKey }) key: string,
    @Body({ schema: PutConfig }) body: PutConfig,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<ConfigEntry> {
    const owner = ownerOf(await this.workspaces.requireWritable(workspaceId));
    const { entry, isNew } = await this.config.put(owner, key, body);
    if (isNew) reply.status(201);
    return entry;
  }

  @Requires('tenancy:config.write')
  @Delete('config/:key')
  @HttpCode(204)
  @ApiOperation({ summary: "Delete an entry of a workspace's configuration" })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  async remove(
    @Param('workspaceId') workspaceId: string,
    @Param('key', { schema: ConfigKey }) key: string,
  ): Promise<void> {
    const owner = ownerOf(await this.workspaces.requireWritable(workspaceId));
    await this.config.remove(owner, key);
  }
}

function ownerOf(workspace: TenantWorkspace): ConfigOwner {
  return { tenantId: workspace.tenantId, workspaceId: workspace.id };
}

import { Body, Controller, Get, Param, Post, Query, Res, UseInterceptors } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { type TenantWorkspace } from '@/generated/prisma/client.ts';
import { ApiProblems, type HttpReply, type Page, pageOf, Requires } from '@/platform';
import { TenantOfRoute } from '../tenants/tenant-of-route.ts';
import { CreateWorkspace } from './create-workspace.ts';
import { ListWorkspaces } from './list-workspaces.ts';
import { WorkspaceView } from './workspace-view.ts';
import { WorkspacesService } from './workspaces.service.ts';

@UseInterceptors(TenantOfRoute)
@Controller('tenancy/tenants/:tenantId/workspaces')
export class TenantWorkspacesController {
  constructor(private readonly workspaces: WorkspacesService) {}

  @Requires('tenancy:workspaces.write')
  @Post()
  @ApiOperation({ summary: 'Create a workspace of an active tenant' })
  @ApiCreatedResponse({ standardSchema: WorkspaceView })
  @ApiProblems(400, 404, 409)
  async create(
    @Param('tenantId') tenantId: string,
    @Body({ schema: CreateWorkspace }) body: CreateWorkspace,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<TenantWorkspace> {
    const workspace = await this.workspaces.create(tenantId, body);
    reply.header('Location', `/tenancy/workspaces/${workspace.id}`);
    return workspace;
  }

  @Requires('tenancy:workspaces.read')
  @Get()
  @ApiOperation({ summary: "List a tenant's workspaces" })
  @ApiOkResponse({ standardSchema: pageOf(WorkspaceView) })
  @ApiProblems(400, 404)
  list(
    @Param('tenantId') tenantId: string,
    @Query({ schema: ListWorkspaces }) query: ListWorkspaces,
  ): Promise<Page<TenantWorkspace>> {
    return this.workspaces.list(tenantId, query);
  }
}

import { Body, Controller, Delete, Get, HttpCode, Param, Patch, UseInterceptors } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { type TenantWorkspace } from '@/generated/prisma/client.ts';
import { ApiProblems, Requires } from '@/platform';
import { TenantOfRoute } from '../tenants/tenant-of-route.ts';
import { UpdateWorkspace } from './update-workspace.ts';
import { WorkspaceView } from './workspace-view.ts';
import { WorkspacesService } from './workspaces.service.ts';

@UseInterceptors(TenantOfRoute)
@Controller('tenancy/workspaces/:workspaceId')
export class WorkspacesController {
  constructor(private readonly workspaces: WorkspacesService) {}

  @Requires('tenancy:workspaces.read')
  @Get()
  @ApiOperation({ summary: 'Get a workspace' })
  @ApiOkResponse({ standardSchema: WorkspaceView })
  @ApiProblems(404)
  get(@Param('workspaceId') workspaceId: string): Promise<TenantWorkspace> {
    return this.workspaces.get(workspaceId);
  }

  @Requires('tenancy:workspaces.write')
  @Patch()
  @ApiOperation({ summary: 'Change name or slug' })
  @ApiOkResponse({ standardSchema: WorkspaceView })
  @ApiProblems(400, 404, 409)
  update(
    @Param('workspaceId') workspaceId: string,
    @Body({ schema: UpdateWorkspace }) body: UpdateWorkspace,
  ): Promise<TenantWorkspace> {
    return this.workspaces.update(workspaceId, body);
  }

  @Requires('tenancy:workspaces.write')
  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a workspace and its configuration' })
  @ApiNoContentResponse()
  @ApiProblems(404, 409)
  remove(@Param('workspaceId') workspaceId: string): Promise<void> {
    return this.workspaces.remove(workspaceId);
  }
}

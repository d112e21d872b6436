import { Module } from '@nestjs/common';
import { ConfigService } from './config/config.service.ts';
import { TenantConfigController } from './config/tenant-config.controller.ts';
import { WorkspaceConfigController } from './config/workspace-config.controller.ts';
import { TenantDirectory } from './tenants/tenant-directory.ts';
import { TenantsController } from './tenants/tenants.controller.ts';
import { TenantsService } from './tenants/tenants.service.ts';
import { TenantWorkspacesController } from './workspaces/tenant-workspaces.controller.ts';
import { WorkspacesController } from './workspaces/workspaces.controller.ts';
import { WorkspacesService } from './workspaces/workspaces.service.ts';

@Module({
  controllers: [
    TenantsController,
    TenantWorkspacesController,
    WorkspacesController,
    TenantConfigController,
    WorkspaceConfigController,
  ],
  providers: [TenantsService, TenantDirectory, WorkspacesService, ConfigService],
  exports: [TenantDirectory],
})
export class TenancyModule {}

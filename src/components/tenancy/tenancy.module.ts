import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ConfigService } from './config/config.service.ts';
import { TenantConfigController } from './config/tenant-config.controller.ts';
import { WorkspaceConfigController } from './config/workspace-config.controller.ts';
import { ErasureService } from './erasure/erasure.service.ts';
import { ErasuresController } from './erasure/erasures.controller.ts';
import { TenantErasureController } from './erasure/tenant-erasure.controller.ts';
import { ExportController } from './export/export.controller.ts';
import { TenantExport } from './export/tenant-export.ts';
import { DeclaredLimits } from './limits/declared-limits.ts';
import { LimitsController } from './limits/limits.controller.ts';
import { TenantLimits } from './limits/tenant-limits.ts';
import { MembersController } from './members/members.controller.ts';
import { MembersLimit } from './members/members-limit.ts';
import { MembersService } from './members/members.service.ts';
import { MembershipsController } from './members/memberships.controller.ts';
import { TenantDirectory } from './tenants/tenant-directory.ts';
import { TenantGate } from './tenants/tenant-gate.ts';
import { TenantsController } from './tenants/tenants.controller.ts';
import { TenantsService } from './tenants/tenants.service.ts';
import { TenantWorkspacesController } from './workspaces/tenant-workspaces.controller.ts';
import { WorkspaceAccess } from './workspaces/workspace-access.ts';
import { WorkspacesController } from './workspaces/workspaces.controller.ts';
import { WorkspacesLimit } from './workspaces/workspaces-limit.ts';
import { WorkspacesService } from './workspaces/workspaces.service.ts';

@Module({
  imports: [DiscoveryModule],
  controllers: [
    TenantsController,
    TenantWorkspacesController,
    WorkspacesController,
    MembersController,
    MembershipsController,
    TenantConfigController,
    WorkspaceConfigController,
    LimitsController,
    ExportController,
    TenantErasureController,
    ErasuresController,
  ],
  providers: [
    TenantsService,
    TenantDirectory,
    TenantGate,
    WorkspacesService,
    WorkspaceAccess,
    WorkspacesLimit,
    MembersService,
    MembersLimit,
    ConfigService,
    DeclaredLimits,
    TenantLimits,
    TenantExport,
    ErasureService,
  ],
  exports: [TenantDirectory, WorkspaceAccess, TenantLimits],
})
export class TenancyModule {}

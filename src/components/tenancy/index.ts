/** What other components may use of this one: import the module, inject what it exports. */
export { TenancyModule } from './tenancy.module.ts';
export { TenantDirectory } from './tenants/tenant-directory.ts';
export { WorkspaceAccess, type WorkspaceAction } from './workspaces/workspace-access.ts';
export { TenantLimit } from './limits/tenant-limit.ts';
export { TenantLimits } from './limits/tenant-limits.ts';

/** What other components may use of this one: import the module, inject the directory. */
export { TenancyModule } from './tenancy.module.ts';
export { TenantDirectory } from './tenants/tenant-directory.ts';

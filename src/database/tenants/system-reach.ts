import { tenantId } from '../../context/index.ts';
import { allTenants } from './session.ts';

/** Whose rows a client of `asSystem` reaches. @default those of the tenant that the work under way is done for */
export type SystemReach = { readonly tenant: string } | { readonly tenants: 'all' };

/** @throws TenantError when what is named cannot be a tenant */
export function tenantOf(reach: SystemReach | undefined): string | undefined {
  if (reach === undefined) return undefined;
  return 'tenants' in reach ? allTenants : tenantId(reach.tenant);
}

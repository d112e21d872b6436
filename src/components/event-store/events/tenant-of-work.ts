import { currentTenant, TenantError } from '@/database';

/**
 * Whose events the work under way is about: the tenant of the request's principal, or of `withTenant`.
 *
 * @throws TenantError when there is none: that is never all of them.
 */
export function tenantOfWork(): string {
  const tenant = currentTenant();
  if (tenant !== undefined) return tenant;
  throw new TenantError(
    'ACCESS.NO_TENANT',
    'Events belong to tenants, and this is done for none. A request has the tenant of its principal; a job, a seed or a command says it: withTenant(id, work).',
  );
}

import { ContextKey } from './context-key.ts';
import { TenantError } from './tenant.error.ts';

const key = new ContextKey<string | undefined>('tenant');

/** The tenant that the work under way is done for; undefined where nothing has said so. */
export function currentTenant(): string | undefined {
  return key.get();
}

/** Of the request under way, from now on. @throws NoContextError outside a request */
export function setCurrentTenant(id: string | undefined): void {
  key.set(id);
}

/** Runs work for another tenant, or for none; without checking that it could be one. */
export function inTenant<R>(id: string | undefined, work: () => R): R {
  return key.run(id, work);
}

/**
 * Runs work for a tenant that no request brought: a job, a seed, a command. All that the work calls reads and writes this
 * tenant's rows only.
 *
 * @throws TenantError when this cannot be a tenant's id.
 * @example
 * await withTenant('acme', () => invoices.sendDue());
 */
export function withTenant<R>(id: string, work: () => R): R {
  return key.run(tenantId(id), work);
}

/**
 * A tenant's id, checked: it stands in an SQL statement that takes no parameters.
 *
 * @throws TenantError
 */
export function tenantId(id: unknown): string {
  if (isTenantId(id)) return id;
  if (id === undefined || id === null || id === '') {
    throw new TenantError('ACCESS.NO_TENANT', 'The id of the tenant is missing.');
  }
  throw new TenantError(
    'ACCESS.INVALID_TENANT',
    'This cannot be the id of a tenant, which is made of 1 to 64 letters, digits, "-" and "_".',
  );
}

/** Whether this could be a tenant's id. */
export function isTenantId(id: unknown): id is string {
  return typeof id === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(id);
}

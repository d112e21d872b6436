/** What is wrong about the tenant of a query. */
export type TenantProblem =
  | 'ACCESS.NO_TENANT'
  | 'ACCESS.INVALID_TENANT'
  | 'ACCESS.FOREIGN_TENANT'
  | 'ACCESS.TENANT_CHANGED'
  | 'ACCESS.NO_SYSTEM_ROLE';

/** A query has no tenant, or names one that is not its own. It was not sent. */
export class TenantError extends Error {
  override readonly name = 'TenantError';
  readonly code: TenantProblem;

  constructor(code: TenantProblem, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

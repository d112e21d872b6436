export { ContextKey, inNewContext, NoContextError } from './context-key.ts';
export {
  currentTenant,
  inTenant,
  isTenantId,
  setCurrentTenant,
  tenantId,
  withTenant,
} from './current-tenant.ts';
export { TenantError, type TenantProblem } from './tenant.error.ts';

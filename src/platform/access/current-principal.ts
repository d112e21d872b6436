import { createParamDecorator } from '@nestjs/common';
import { ContextKey, inTenant, setCurrentTenant } from '../../context/index.ts';
import { anonymous, type Principal } from './principal.ts';

const key = new ContextKey<Principal>('principal');

/** Who the work under way is done for; `anonymous` where nothing has said so. */
export function currentPrincipal(): Principal {
  return key.get() ?? anonymous;
}

/** Of the request under way, from now on. For guards of the platform. @throws NoContextError outside a request */
export function setCurrentPrincipal(principal: Principal): void {
  key.set(principal);
  setCurrentTenant(principal.tenantId);
}

/**
 * Runs work for a principal that no request brought, and for its tenant: a job, a seed, a test.
 *
 * @example
 * await runAs(systemPrincipal('nightly-clean-up', ['print-jobs:jobs.delete']), () => jobs.cleanUp());
 */
export function runAs<R>(principal: Principal, work: () => R): R {
  return key.run(principal, () => inTenant(principal.tenantId, work));
}

/**
 * Parameter decorator for who asks.
 *
 * @example
 * list(@CurrentPrincipal() principal: Principal) {}
 */
export const CurrentPrincipal = createParamDecorator((): Principal => currentPrincipal());

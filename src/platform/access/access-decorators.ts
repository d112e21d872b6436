import { declareAccess } from './declared-access.ts';
import { type Permission } from './permission.ts';

export interface RequiresOptions {
  /**
   * Answers 404, as where no route is, to whom the route is not for: not even that it exists is told.
   * @default false: 401 to strangers, 403 to who lacks a permission
   */
  readonly hidden?: boolean | undefined;
}

/**
 * Lets those use a route, or every route of a controller, who hold all of these permissions.
 *
 * @example
 * @Requires('print-jobs:jobs.claim')
 * @Requires('crm:audits.read', { hidden: true })
 */
export function Requires(
  ...asked: readonly [Permission, ...Permission[]] | readonly [Permission, ...Permission[], RequiresOptions]
): ClassDecorator & MethodDecorator {
  const all: readonly (Permission | RequiresOptions)[] = asked;
  const permissions = all.filter((one): one is Permission => typeof one === 'string');
  const hidden = all.some((one) => typeof one === 'object' && one.hidden === true);
  return declareAccess({ kind: 'requires', permissions, hidden });
}

/** Lets any sender use a route, or every route of a controller, without saying who they are. */
export function Public(): ClassDecorator & MethodDecorator {
  return declareAccess({ kind: 'public' });
}

/**
 * Lets only programs of the same operator use a route, or every route of a controller: principals of the kinds
 * `service` and `system`, whatever their permissions; never a person or an API key.
 */
export function Internal(): ClassDecorator & MethodDecorator {
  return declareAccess({ kind: 'internal' });
}

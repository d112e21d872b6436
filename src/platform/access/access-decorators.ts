import { declareAccess } from './declared-access.ts';
import { type Permission } from './permission.ts';

/**
 * Lets those use a route, or every route of a controller, who hold all of these permissions.
 *
 * @example
 * @Requires('print-jobs:jobs.claim')
 */
export function Requires(
  ...permissions: readonly [Permission, ...Permission[]]
): ClassDecorator & MethodDecorator {
  return declareAccess({ kind: 'requires', permissions });
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

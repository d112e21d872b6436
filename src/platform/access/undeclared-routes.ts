import { type MountedRoute } from '../routes/list-routes.ts';
import { StartupError } from '../startup.error.ts';

/** Routes that do not say who may use them. The build finds those it can see; this is all there are. */
export class UndeclaredRouteError extends StartupError {
  readonly code = 'ACCESS.UNDECLARED_ROUTE';

  constructor(routes: readonly MountedRoute[]) {
    super(
      [
        `ACCESS.UNDECLARED_ROUTE: ${routes.length === 1 ? 'A route does' : `${routes.length} routes do`} not say who may use ${routes.length === 1 ? 'it' : 'them'}. Put @Requires('…'), @Internal() or @Public() on the method or on its own class:`,
        ...routes.map(
          ({ method, path, handler, component }) =>
            `${method} ${path} (${handler}${component === undefined ? '' : `, component "${component}"`})`,
        ),
      ].join('\n  - '),
    );
  }
}

/** @throws UndeclaredRouteError naming every route that says nothing. */
export function refuseUndeclared(routes: readonly MountedRoute[]): void {
  const undeclared = routes.filter(({ access }) => access === undefined);
  if (undeclared.length > 0) throw new UndeclaredRouteError(undeclared);
}

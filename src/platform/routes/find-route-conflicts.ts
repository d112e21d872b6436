import { type MountedRoute } from './list-routes.ts';

/** Two routes that answer the very same requests: only the first one is ever reached. */
export interface RouteConflict {
  first: MountedRoute;
  second: MountedRoute;
}

/**
 * Routes with one method and one shape. The names of parameters do not tell routes apart:
 * `/users/:id` and `/users/:name` answer the same requests.
 */
export function findRouteConflicts(routes: readonly MountedRoute[]): RouteConflict[] {
  const seen = new Map<string, MountedRoute>();
  const conflicts: RouteConflict[] = [];
  for (const route of routes) {
    const key = `${route.method} ${route.path.replaceAll(/:\w+/g, ':').toLowerCase()}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, route);
    else conflicts.push({ first, second: route });
  }
  return conflicts;
}

/** One conflict for people: who claims what, and what to do. */
export function describeRouteConflict({ first, second }: RouteConflict): string {
  const [one, other] = [ownerOf(first), ownerOf(second)];
  const paths = first.path === second.path ? first.path : `${first.path} (or ${second.path})`;
  const claimants = one === other ? `${one} twice` : `${one} and ${other}`;
  const hint =
    second.component === undefined
      ? 'Change one of the two paths.'
      : `Change the path in ${second.handler}; a component's routes start with its name: /${second.component}/…`;
  return `${first.method} ${paths} is claimed by ${claimants} (${first.handler}, ${second.handler}). ${hint}`;
}

function ownerOf({ component }: MountedRoute): string {
  return component === undefined ? 'the platform' : `component "${component}"`;
}

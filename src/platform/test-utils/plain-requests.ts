import { type MountedRoute } from '../routes/list-routes.ts';

/** A request a stranger may send. */
export interface PlainRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

/** Well-formed and unknown; and nothing of the kind. */
const ids = ['00000000-0000-4000-8000-000000000000', 'no-such-thing'];
const methodsWithBody = ['POST', 'PUT', 'PATCH'];

/** Requests that need no knowledge of a route: ids that do not exist, an empty body. */
export function plainRequests({ method, path }: Pick<MountedRoute, 'method' | 'path'>): PlainRequest[] {
  const paths = new Set(ids.map((id) => fillPath(path, id)));
  const asked = method === 'ALL' ? 'GET' : method;
  return [...paths].map((filled) => ({
    method: asked,
    path: filled,
    ...(methodsWithBody.includes(asked) ? { body: '{}' } : {}),
  }));
}

/** Express' patterns: `:name`, `*rest`, and `{…}` around what may be left out. */
function fillPath(path: string, value: string): string {
  return path
    .replaceAll(/[{}]/g, '')
    .replaceAll(/[:*](?:[\p{ID_Start}$_][\p{ID_Continue}$]*|"[^"]*")/gu, value);
}

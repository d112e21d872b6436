import { type IncomingMessage } from 'node:http';
import { type Front } from '../../http/index.ts';

const names = new WeakMap<IncomingMessage, string>();

/** The tenant that stood in a request's path; undefined without one. */
export function pathTenant(request: IncomingMessage): string | undefined {
  return names.get(request);
}

/**
 * Takes the tenant out of the path, before routes are looked for: `/t/acme/orders` is `/orders` for `acme`.
 *
 * @param prefix such as `/t`; undefined: paths name no tenants
 */
export function takeTenantFromPath(prefix: string | undefined): Front {
  return (request, _response, next) => {
    const url = request.url ?? '';
    if (prefix !== undefined && url.startsWith(`${prefix}/`)) {
      const rest = url.slice(prefix.length + 1);
      const end = rest.search(/[/?]|$/);
      names.set(request, decoded(rest.slice(0, end)));
      const path = rest.slice(end);
      // What is logged and answered names the path that was asked for; Express keeps it.
      Object.assign(request, { originalUrl: url, url: path.startsWith('/') ? path : `/${path}` });
    }
    next();
  };
}

/** A name that cannot be decoded is that of no tenant. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

import { type RoutePattern } from './route-patterns.ts';

interface RouteRequest {
  params: Record<string, unknown>;
}

interface RouteReply {
  readonly callNotFound: () => unknown;
}

export type RouteHandler = (request: RouteRequest, reply: RouteReply) => unknown;

/**
 * The handler of a route for one of its patterns: gives the wildcard its own name, and its segments, as routes of Nest get them on
 * Express.
 */
export function handlerFor(handler: RouteHandler, { wildcard }: RoutePattern): RouteHandler {
  if (wildcard === undefined) return handler;
  const named: RouteHandler = (request, reply) => {
    const { '*': rest, ...params } = request.params;
    if (typeof rest !== 'string' || rest === '') return reply.callNotFound();
    request.params = { ...params, [wildcard]: rest.split('/') };
    return handler(request, reply);
  };
  // The adapter reads a version from the handler, and what Fastify is to know of the route from its metadata.
  Object.assign(named, handler);
  for (const key of Reflect.getMetadataKeys(handler)) {
    Reflect.defineMetadata(key, Reflect.getMetadata(key, handler), named);
  }
  return named;
}

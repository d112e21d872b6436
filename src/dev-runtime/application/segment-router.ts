import { METHODS } from 'node:http';
import { RequestMethod } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import FindMyWay, { type HTTPMethod } from 'find-my-way';
import { handlerFor, type RouteHandler } from '../../platform/fastify/route-handler.ts';
import { routePatterns } from '../../platform/fastify/route-patterns.ts';
import { routerOptions } from '../../platform/fastify/router-options.ts';

/** A route with all that Nest does around its method. */
export interface ResolvedRoute {
  readonly method: RequestMethod;
  readonly path: string;
  readonly handler: unknown;
}

/** Some routes, found as Fastify finds its own, by the same library and options. */
export class SegmentRouter {
  readonly #router = FindMyWay(routerOptions);
  readonly #handlers = new Map<unknown, RouteHandler>();

  /** @throws what Fastify throws for a path that is none, or one that is declared twice */
  constructor(routes: readonly ResolvedRoute[]) {
    for (const { method, path, handler } of routes) {
      if (method !== RequestMethod.ALL) this.#add([methodOf(method)], path, handler);
    }
    // Methods that no other route of the path has: as Fastify answers HEAD by the route for GET, and `@All` what is left.
    for (const { method, path, handler } of routes) {
      if (method === RequestMethod.GET) this.#add(this.#free(['HEAD'], path), path, handler);
    }
    for (const { method, path, handler } of routes) {
      if (method === RequestMethod.ALL) this.#add(this.#free(methods, path), path, handler);
    }
  }

  /** Answers by the route of the request, or as one that there is not. */
  readonly answer = (request: FastifyRequest, reply: FastifyReply): unknown => {
    const found = this.#router.find(methodOf(request.method), request.originalUrl);
    const handler = this.#handlers.get(found?.store);
    // As the adapter does: a parameter is never empty.
    const params = Object.entries(found?.params ?? {});
    if (!handler || params.some(([name, value]) => value === '' && name !== '*')) {
      reply.callNotFound();
      return undefined;
    }
    return handler(Object.assign(request, { params: Object.fromEntries(params) }), reply);
  };

  #free(wanted: readonly HTTPMethod[], path: string): HTTPMethod[] {
    return wanted.filter((method) =>
      routePatterns(path).every(({ url }) => !this.#router.hasRoute(method, url)),
    );
  }

  #add(of: HTTPMethod[], path: string, handler: unknown): void {
    if (of.length === 0) return;
    for (const pattern of routePatterns(path)) {
      const store = {};
      this.#handlers.set(store, handlerFor(asHandler(handler), pattern));
      this.#router.on(of, pattern.url, () => undefined, store);
    }
  }
}

const methods = Object.values(RequestMethod)
  .filter((name) => typeof name === 'string')
  .filter(isMethod);

function methodOf(method: RequestMethod | string): HTTPMethod {
  const name = typeof method === 'string' ? method : RequestMethod[method];
  if (isMethod(name)) return name;
  throw new TypeError(`${name} is no method of HTTP that a router knows.`);
}

function isMethod(name: string): name is HTTPMethod {
  return name !== 'ALL' && METHODS.includes(name);
}

function asHandler(handler: unknown): RouteHandler {
  if (isHandler(handler)) return handler;
  throw new TypeError('A route has no handler.');
}

function isHandler(handler: unknown): handler is RouteHandler {
  return typeof handler === 'function';
}

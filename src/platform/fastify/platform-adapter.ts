import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { type INestApplication } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyError, type FastifyReply, type FastifyRequest } from 'fastify';
import { AddressList } from '../access/address-list.ts';
import { writeProblem } from '../../problem/index.ts';
import { refuseMalformed } from './refuse-malformed.ts';
import { handlerFor, type RouteHandler } from './route-handler.ts';
import { routePatterns } from './route-patterns.ts';
import { routerOptions } from './router-options.ts';

type Register = (path: string, handler: RouteHandler) => unknown;

/** The methods by which Nest registers a route for a method of HTTP. */
const verbs = [
  ...['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'search', 'query'],
  ...['propfind', 'proppatch', 'mkcol', 'copy', 'move', 'lock', 'unlock'],
] as const;

/**
 * The HTTP adapter of the platform: Fastify, with the paths that Nest's documentation writes.
 */
export class PlatformAdapter extends FastifyAdapter {
  readonly #proxies: { trusted: AddressList };
  readonly #register = new Map<string, Register>();
  /** Routes of any method, until all others are known. */
  #ofAnyMethod: Parameters<Register>[] = [];

  constructor() {
    const proxies = { trusted: new AddressList([]) };
    super({
      // Its timeouts are those of node:http.
      serverFactory: (handle: RequestListener) => createServer(handle),
      clientErrorHandler: refuseMalformed,
      return503OnClosing: false,
      trustProxy: (address: string) => proxies.trusted.has(address),
      genReqId: (request: IncomingMessage) =>
        'id' in request && typeof request.id === 'string' ? request.id : '',
      frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
        reply.hijack();
        writeProblem({ status: error.statusCode ?? 400, detail: error.message }, request.raw, reply.raw);
      },
      routerOptions: { ...routerOptions },
    });
    this.#proxies = proxies;
    this.#translatePaths();
  }

  /** Proxies whose word is taken for where a request comes from. */
  trust(proxies: AddressList): void {
    this.#proxies.trusted = proxies;
  }

  /** To be called when all routes are registered: one of any method gives way to one of a certain method. */
  async complete(): Promise<void> {
    for (const [path, handler] of this.#ofAnyMethod.splice(0)) {
      for (const [verb, register] of this.#register) {
        for (const pattern of routePatterns(path)) {
          const method = verb.toUpperCase();
          const isTaken =
            this.instance.supportedMethods.includes(method) &&
            this.instance.hasRoute({ method, url: pattern.url });
          if (!isTaken) register(pattern.url, handlerFor(handler, pattern));
        }
      }
    }
    await this.instance.ready();
  }

  #translatePaths(): void {
    for (const verb of verbs) {
      const register = super[verb].bind(this);
      this.#register.set(verb, register);
      const each: Register = (path, handler) => {
        for (const pattern of routePatterns(path)) register(pattern.url, handlerFor(handler, pattern));
      };
      Object.defineProperty(this, verb, { value: each, configurable: true });
    }
    Object.defineProperty(this, 'all', {
      value: (...route: Parameters<Register>) => this.#ofAnyMethod.push(route),
      configurable: true,
    });
  }
}

/** @throws TypeError for an application that runs on another adapter */
export function platformAdapterOf(app: INestApplication): PlatformAdapter {
  const adapter: unknown = app.getHttpAdapter();
  if (adapter instanceof PlatformAdapter) return adapter;
  throw new TypeError('Create the application with new PlatformAdapter().');
}

import { type Server } from 'node:http';
import { type INestApplication, type NestApplicationOptions } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { type Logger } from 'pino';
import { ACCESS_OPTIONS, type AccessOptions } from '../access/access-options.ts';
import { takeTenantFromPath } from '../access/tenant-path.ts';
import { refuseGateways } from '../access/undeclared-gateways.ts';
import { AddressList } from '../access/address-list.ts';
import { refuseUndeclared } from '../access/undeclared-routes.ts';
import { type Registry } from '../components/registered-component.ts';
import { REGISTRY } from '../components/registry.token.ts';
import { type Environment } from '../environment/environment.ts';
import { abortWithClient, Connections, openContext, putInFront, secureHeaders } from '../../http/index.ts';
import { platformAdapterOf } from '../fastify/platform-adapter.ts';
import { readBodies } from '../fastify/read-bodies.ts';
import { requestLogger } from '../logging/request-logger.ts';
import { setUpOpenApi } from '../openapi/set-up-openapi.ts';
import { findRouteConflicts } from '../routes/find-route-conflicts.ts';
import { listRoutes, type MountedRoute } from '../routes/list-routes.ts';
import { RouteConflictError } from '../routes/route-conflict.error.ts';
import { refuseForeign } from './refuse-foreign.ts';

type ApplicationOptions = Pick<NestApplicationOptions, 'bodyParser'>;

/** What Nest must know when the application is created. */
export const applicationOptions: Readonly<ApplicationOptions> = {
  // Ours come after the request id, so that a refused body is logged and answered with it.
  bodyParser: false,
};

/**
 * Everything around the components: logging, security headers, body limits, OpenAPI. Ends with `app.init()`.
 *
 * @throws RouteConflictError when two components claim one route, UndeclaredRouteError when one does not say who may use it.
 */
export async function setUpApplication(
  app: INestApplication<Server>,
  { bodyLimit, origins }: Pick<Environment, 'bodyLimit' | 'origins'>,
  logger: Logger,
): Promise<void> {
  const registry = app.get<Registry>(REGISTRY);
  const adapter = platformAdapterOf(app);
  const { trustedProxies, tenants } = app.get<AccessOptions>(ACCESS_OPTIONS);
  adapter.trust(new AddressList(trustedProxies));
  const server = app.getHttpServer();
  const connections = app.get(Connections);
  connections.watch(server);
  const foreign = refuseForeign(origins);
  // In this order: what is refused is logged, too.
  const fronts = [
    ...[connections.front, openContext, requestLogger(logger)],
    ...[secureHeaders(), foreign.request, abortWithClient, takeTenantFromPath(tenants.path)],
  ];
  putInFront(server, fronts, [foreign.upgrade]);
  // What is parsed here and not declared by the route, `BodyGuard` refuses.
  readBodies(adapter.getInstance(), bodyLimit);
  setUpOpenApi(app, registry);
  const mounted = app.get(ModulesContainer);
  // Fastify would say less of two that claim one route.
  refuseRoutes(listRoutes(mounted, registry.components));
  refuseGateways(mounted.values());
  await app.init();
  await adapter.complete();
}

function refuseRoutes(routes: readonly MountedRoute[]): void {
  refuseUndeclared(routes);
  const conflicts = findRouteConflicts(routes);
  if (conflicts.length > 0) throw new RouteConflictError(conflicts);
}

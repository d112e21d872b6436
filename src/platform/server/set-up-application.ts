import { type NestApplicationOptions } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { type Logger } from 'pino';
import { type Registry } from '../components/registered-component.ts';
import { REGISTRY } from '../components/registry.token.ts';
import { type Environment } from '../environment/environment.ts';
import { requestLogger } from '../logging/request-logger.ts';
import { setUpOpenApi } from '../openapi/set-up-openapi.ts';
import { findRouteConflicts } from '../routes/find-route-conflicts.ts';
import { listRoutes } from '../routes/list-routes.ts';
import { RouteConflictError } from '../routes/route-conflict.error.ts';
import { drainConnections } from './drain-connections.ts';

type ApplicationOptions = Pick<NestApplicationOptions, 'bodyParser' | 'routeResolutionStrategy'>;

/** What Nest must know when the application is created. */
export const applicationOptions: Readonly<ApplicationOptions> = {
  // Ours come after the request id, so that a refused body is logged and answered with it.
  bodyParser: false,
  // `/users/me` wins over `/users/:id`, whoever is declared first. What is left, two routes of one
  // shape, is always a mistake. Nest's own `routeConflictPolicy` compares each route with each other one:
  // 60 ms of every start at a thousand routes, for what `findRouteConflicts` finds in one pass.
  routeResolutionStrategy: 'specificity',
};

/**
 * Everything around the components: logging, security headers, body limits, OpenAPI. Ends with `app.init()`.
 *
 * @throws RouteConflictError when two components claim one route.
 */
export async function setUpApplication(
  app: NestExpressApplication,
  { bodyLimit }: Pick<Environment, 'bodyLimit'>,
  logger: Logger,
): Promise<void> {
  const registry = app.get<Registry>(REGISTRY);
  app.disable('x-powered-by');
  app.use(requestLogger(logger));
  app.use(drainConnections(app));
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  app.useBodyParser('json', { limit: bodyLimit });
  app.useBodyParser('urlencoded', { limit: bodyLimit, extended: true });
  setUpOpenApi(app, registry);
  await app.init();
  refuseRouteConflicts(app, registry);
}

function refuseRouteConflicts(app: NestExpressApplication, { components }: Registry): void {
  const conflicts = findRouteConflicts(listRoutes(app.get(ModulesContainer), components));
  if (conflicts.length > 0) throw new RouteConflictError(conflicts);
}

import { RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { RouteSpecificitySorter } from '@nestjs/core/router/route-specificity-sorter.js';
import { RoutesResolver } from '@nestjs/core/router/routes-resolver.js';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { type RequestHandler, Router } from 'express';
import { firstSegment } from './first-segment.ts';
import { mountedControllers, type MountedController } from '../../platform/routes/mounted-controllers.ts';

type Resolve = RoutesResolver['resolve'];
type RegisterOptions = NonNullable<Parameters<Resolve>[2]>;
type ResolvedRoute = Parameters<NonNullable<RegisterOptions['onRouteResolved']>>[0];

const takesOptions: ReadonlySet<RequestMethod> = new Set([RequestMethod.OPTIONS, RequestMethod.ALL]);

/** Controllers whose routes an application of this process has resolved, with the paths they had. */
const resolvedBefore = new WeakMap<object, string>();

/**
 * Lets Nest resolve the routes of a controller (handlers, guards, pipes, filters, patterns) when a request asks for a
 * path that begins like its own, instead of all routes at the start: with 200 components half of what a swap takes.
 * What no application before has resolved is resolved at once, so that a mistake in it keeps this one from starting.
 *
 * To be called before `app.init()`. It reaches into Nest; where that is another one than it knows, nothing happens and
 * all routes are resolved at the start.
 */
export function resolveRoutesOnRequest(app: NestExpressApplication): void {
  const resolver: unknown = Reflect.get(app, 'routesResolver');
  const adapter = app.getHttpAdapter();
  if (!(resolver instanceof RoutesResolver) || !(adapter instanceof ExpressAdapter)) return;
  resolver.resolve = (_, globalPrefix) => {
    const resolve = ({ wrapper, metatype, moduleKey, modulePath }: MountedController): ResolvedRoute[] => {
      const routes: ResolvedRoute[] = [];
      resolver.registerRouters(new Map([[metatype, wrapper]]), moduleKey, globalPrefix, modulePath, adapter, {
        deferRegistration: true,
        onRouteResolved: (route) => routes.push(route),
      });
      return routes;
    };
    const createRouter = (routes: ResolvedRoute[]): Router => {
      const { caseSensitive, ignoreTrailingSlash } = adapter.getRouteMatchingOptions();
      const router = Router({ caseSensitive, strict: !ignoreTrailingSlash });
      const target = new ExpressAdapter(router);
      for (const route of RouteSpecificitySorter.sort(routes)) resolver.registerResolvedRoute(target, route);
      return router;
    };
    app.use(routeByFirstSegment(mountedControllers(app.get(ModulesContainer)), resolve, createRouter));
  };
}

/**
 * A router for each first segment, made when it is first asked for. It has every route that can match such a path, in
 * the order they have among all routes.
 */
function routeByFirstSegment(
  controllers: readonly MountedController[],
  resolve: (controller: MountedController) => ResolvedRoute[],
  createRouter: (routes: ResolvedRoute[]) => Router,
): RequestHandler {
  const entries = controllers.map((controller) => {
    const segments = controller.paths.map(firstSegment);
    const paths = controller.paths.join();
    let routes: ResolvedRoute[] | undefined;
    const resolved = (): ResolvedRoute[] => (routes ??= resolve(controller));
    if (resolvedBefore.get(controller.metatype) !== paths) {
      resolved();
      resolvedBefore.set(controller.metatype, paths);
    }
    // One path that begins in no certain way can match any.
    return { resolved, segments: segments.includes(undefined) ? undefined : new Set(segments) };
  });
  const known = new Set(entries.flatMap(({ segments }) => [...(segments ?? [])]));
  const routers = new Map<string, Router>();

  function routesFor(segment: string | undefined, isOptions: boolean): ResolvedRoute[] {
    const routes = entries
      .filter(({ segments }) => segments === undefined || segments.has(segment))
      .flatMap(({ resolved }) => resolved());
    // At its end a router answers OPTIONS by itself for routes of other methods; Nest's application says 404.
    return isOptions ? routes.filter(({ method }) => takesOptions.has(method)) : routes;
  }

  return (request, response, next) => {
    const first = firstSegment(request.path);
    const segment = known.has(first) ? first : undefined;
    const isOptions = request.method === 'OPTIONS';
    const name = `${isOptions ? 'OPTIONS ' : ''}/${segment ?? ''}`;
    let router = routers.get(name);
    if (router === undefined) {
      router = createRouter(routesFor(segment, isOptions));
      routers.set(name, router);
    }
    router(request, response, next);
  };
}

import { type INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { RoutesResolver } from '@nestjs/core/router/routes-resolver.js';
import FindMyWay from 'find-my-way';
import { PlatformAdapter } from '../../platform/fastify/platform-adapter.ts';
import { mountedControllers, type MountedController } from '../../platform/routes/mounted-controllers.ts';
import { firstSegment } from './first-segment.ts';
import { type ResolvedRoute, SegmentRouter } from './segment-router.ts';

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
export function resolveRoutesOnRequest(app: INestApplication): void {
  const resolver: unknown = Reflect.get(app, 'routesResolver');
  const adapter: unknown = app.getHttpAdapter();
  if (!(resolver instanceof RoutesResolver) || !(adapter instanceof PlatformAdapter)) return;
  resolver.resolve = (_, globalPrefix) => {
    const resolve = ({ wrapper, metatype, moduleKey, modulePath }: MountedController): ResolvedRoute[] => {
      const routes: ResolvedRoute[] = [];
      resolver.registerRouters(new Map([[metatype, wrapper]]), moduleKey, globalPrefix, modulePath, adapter, {
        deferRegistration: true,
        onRouteResolved: (route) => routes.push(route),
      });
      return routes;
    };
    const answer = routeByFirstSegment(mountedControllers(app.get(ModulesContainer)), resolve);
    adapter.all('/*', answer);
  };
}

/**
 * A router for each first segment, made when it is first asked for. It has every route that can match such a path.
 */
function routeByFirstSegment(
  controllers: readonly MountedController[],
  resolve: (controller: MountedController) => ResolvedRoute[],
): SegmentRouter['answer'] {
  const entries = controllers.map((controller) => {
    const segments = controller.paths.map(firstSegment);
    const paths = controller.paths.join();
    let routes: ResolvedRoute[] | undefined;
    const resolved = (): ResolvedRoute[] => (routes ??= resolve(controller));
    if (resolvedBefore.get(controller.metatype) !== paths) {
      // A path that is none is found now, as when all routes are registered.
      new SegmentRouter(resolved());
      resolvedBefore.set(controller.metatype, paths);
    }
    // One path that begins in no certain way can match any.
    return { resolved, segments: segments.includes(undefined) ? undefined : new Set(segments) };
  });
  const known = new Set(entries.flatMap(({ segments }) => [...(segments ?? [])]));
  const routers = new Map<string, SegmentRouter>();

  /** @param name undefined: any could match, as the segment is not written plainly */
  function create(name: string | undefined): SegmentRouter {
    const matching = entries.filter(({ segments }) => name === undefined || (segments?.has(name) ?? true));
    return new SegmentRouter(matching.flatMap(({ resolved }) => resolved()));
  }

  return (request, reply) => {
    // The router compares what is decoded.
    const first = firstSegment(FindMyWay.sanitizeUrlPath(request.originalUrl));
    const key = first === undefined || known.has(first) ? `/${first ?? '%'}` : '/';
    let router = routers.get(key);
    if (router === undefined) {
      router = create(first);
      routers.set(key, router);
    }
    return router.answer(request, reply);
  };
}

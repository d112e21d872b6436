import { type ModulesContainer, type SerializedGraph } from '@nestjs/core';
import { z } from 'zod';
import { modulesByOwner } from '../components/controllers-by-owner.ts';
import { type RegisteredComponent } from '../components/registered-component.ts';

/** A route as it is mounted, and whose it is. */
export interface MountedRoute {
  method: string;
  path: string;
  /** Name of the component; undefined for the platform's own. */
  component: string | undefined;
  /** `Class.method`, for messages. */
  handler: string;
}

/** The part we read of Nest's graph. */
const HttpEntrypoints = z.record(
  z.string(),
  z.array(
    z.object({
      type: z.string(),
      className: z.string(),
      methodName: z.string(),
      classNodeId: z.string(),
      metadata: z.object({ path: z.string(), requestMethod: z.string() }).optional().catch(undefined),
    }),
  ),
);

/**
 * Every HTTP route of the application, in the order of their registration.
 * Needs an application created with `snapshot: true`: Nest keeps no list otherwise.
 */
export function listRoutes(
  mounted: ModulesContainer,
  graph: SerializedGraph,
  components: readonly RegisteredComponent[],
): MountedRoute[] {
  const owners = new Map<string, string>();
  for (const [module, owner] of modulesByOwner(mounted, components)) {
    for (const { id } of module.controllers.values()) owners.set(id, owner);
  }
  const entrypoints = HttpEntrypoints.parse(graph.toJSON().entrypoints);
  return Object.values(entrypoints)
    .flat()
    .flatMap(({ type, metadata, className, methodName, classNodeId }) =>
      type === 'http-endpoint' && metadata !== undefined
        ? [
            {
              method: metadata.requestMethod,
              path: metadata.path,
              component: owners.get(classNodeId),
              handler: `${className}.${methodName}`,
            },
          ]
        : [],
    );
}

import { RequestMethod } from '@nestjs/common';
import { MetadataScanner, type ModulesContainer } from '@nestjs/core';
import { modulesByOwner } from '../components/controllers-by-owner.ts';
import { type RegisteredComponent } from '../components/registered-component.ts';
import { declaredAccess, type DeclaredAccess } from '../access/declared-access.ts';
import { joinPaths } from './join-paths.ts';
import { mountedControllers } from './mounted-controllers.ts';
import { key, pathsOf } from './route-metadata.ts';

/** A route as it is mounted, and whose it is. */
export interface MountedRoute {
  method: string;
  path: string;
  /** Name of the component; undefined for the platform's own. */
  component: string | undefined;
  /** `Class.method`, for messages. */
  handler: string;
  /** Who may use it, as it says itself; undefined when it says nothing. */
  access?: DeclaredAccess | undefined;
}

/**
 * Every HTTP route of the application, module by module. Read from the controllers: Nest's own list comes with a graph
 * of everything, which costs a sixth of each start.
 */
export function listRoutes(
  mounted: ModulesContainer,
  components: readonly RegisteredComponent[],
): MountedRoute[] {
  const owners = modulesByOwner(mounted, components);
  const scanner = new MetadataScanner();
  const routes: MountedRoute[] = [];
  for (const { metatype, module, paths } of mountedControllers(mounted)) {
    const prototype: unknown = metatype.prototype;
    if (!isObject(prototype)) continue;
    const component = owners.get(module);
    for (const methodName of scanner.getAllMethodNames(prototype)) {
      const callback: unknown = Reflect.get(prototype, methodName);
      const method = isObject(callback) ? methodOf(callback) : undefined;
      if (!isObject(callback) || method === undefined) continue;
      const access = declaredAccess(metatype, callback);
      for (const path of joinPaths(paths, pathsOf(callback, key.path))) {
        routes.push({ method, path, component, handler: `${metatype.name}.${methodName}`, access });
      }
    }
  }
  return routes;
}

function methodOf(callback: object): string | undefined {
  const method: unknown = Reflect.getMetadata(key.method, callback);
  return typeof method === 'number' && Reflect.hasMetadata(key.path, callback)
    ? RequestMethod[method]
    : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'function' || (typeof value === 'object' && value !== null);
}

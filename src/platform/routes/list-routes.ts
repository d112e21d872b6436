import { RequestMethod } from '@nestjs/common';
import { MetadataScanner, type ModulesContainer } from '@nestjs/core';
import { modulesByOwner } from '../components/controllers-by-owner.ts';
import { type RegisteredComponent } from '../components/registered-component.ts';
import { joinPaths } from './join-paths.ts';

/** A route as it is mounted, and whose it is. */
export interface MountedRoute {
  method: string;
  path: string;
  /** Name of the component; undefined for the platform's own. */
  component: string | undefined;
  /** `Class.method`, for messages. */
  handler: string;
}

/** What Nest's decorators leave on a class or a method. Nest keeps these names to itself; a test compares. */
const key = { path: 'path', method: 'method', modulePath: '__module_path__' } as const;

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
  for (const module of mounted.values()) {
    const bases = modulePaths(mounted, module.metatype);
    for (const { metatype, name } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const prototype: unknown = metatype.prototype;
      if (!isObject(prototype)) continue;
      const own = pathsOf(metatype, key.path);
      for (const methodName of scanner.getAllMethodNames(prototype)) {
        const callback: unknown = Reflect.get(prototype, methodName);
        const method = isObject(callback) ? methodOf(callback) : undefined;
        if (!isObject(callback) || method === undefined) continue;
        for (const path of joinPaths(bases, own, pathsOf(callback, key.path))) {
          routes.push({ method, path, component: owners.get(module), handler: `${name}.${methodName}` });
        }
      }
    }
  }
  return routes;
}

/** Where `RouterModule` puts the controllers of a module. */
function modulePaths(mounted: ModulesContainer, module: object): readonly string[] {
  const ofApplication = `${key.modulePath}${mounted.applicationId}`;
  return pathsOf(module, Reflect.hasMetadata(ofApplication, module) ? ofApplication : key.modulePath);
}

function methodOf(callback: object): string | undefined {
  const method: unknown = Reflect.getMetadata(key.method, callback);
  return Reflect.hasMetadata(key.path, callback) && typeof method === 'number'
    ? RequestMethod[method]
    : undefined;
}

/** One path or several; an empty one where there is none. */
function pathsOf(target: object, name: string): readonly string[] {
  const found: unknown = Reflect.getMetadata(name, target);
  return (Array.isArray(found) ? found : [found]).map((path) => (typeof path === 'string' ? path : ''));
}

function isObject(value: unknown): value is object {
  return typeof value === 'function' || (typeof value === 'object' && value !== null);
}

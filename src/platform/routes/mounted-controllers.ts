import { type ModulesContainer } from '@nestjs/core';
import { joinPaths } from './join-paths.ts';
import { key, pathsOf } from './route-metadata.ts';

type Module = ModulesContainer extends Map<string, infer M> ? M : never;
type Wrapper = Module['controllers'] extends Map<unknown, infer W> ? W : never;

/** A controller where it is mounted. */
export interface MountedController {
  readonly wrapper: Wrapper;
  readonly metatype: NonNullable<Wrapper['metatype']>;
  readonly module: Module;
  /** What the container calls the module. */
  readonly moduleKey: string;
  /** Where `RouterModule` puts it; empty without. */
  readonly modulePath: string;
  /** What its routes begin with, the module's path included. */
  readonly paths: readonly string[];
}

/** Every controller of the application, in mount order. */
export function mountedControllers(mounted: ModulesContainer): MountedController[] {
  const controllers: MountedController[] = [];
  for (const [moduleKey, module] of mounted) {
    if (module.controllers.size === 0) continue;
    const modulePath = modulePathOf(mounted, module.metatype);
    for (const wrapper of module.controllers.values()) {
      const { metatype } = wrapper;
      if (metatype === null) continue;
      const paths = joinPaths([modulePath], pathsOf(metatype, key.path));
      controllers.push({ wrapper, metatype, module, moduleKey, modulePath, paths });
    }
  }
  return controllers;
}

function modulePathOf(mounted: ModulesContainer, module: object): string {
  const own: unknown = Reflect.getMetadata(`${key.modulePath}${mounted.applicationId}`, module);
  const path: unknown = own ?? Reflect.getMetadata(key.modulePath, module);
  return typeof path === 'string' ? path : '';
}

import { type Type } from '@nestjs/common';
import { type ModulesContainer } from '@nestjs/core';
import { type RegisteredComponent } from './registered-component.ts';

type MountedModule = ModulesContainer extends Map<string, infer Module> ? Module : never;

/** Every mounted controller of a component with the component's name, in mount order. */
export function controllersByOwner(
  mounted: ModulesContainer,
  components: readonly RegisteredComponent[],
): Map<Type, string> {
  const controllers = new Map<Type, string>();
  for (const [module, owner] of modulesByOwner(mounted, components)) {
    for (const { metatype } of module.controllers.values()) {
      if (isClass(metatype)) controllers.set(metatype, owner);
    }
  }
  return controllers;
}

/** Every module of a component, those it imports included, with the component's name. */
export function modulesByOwner(
  mounted: ModulesContainer,
  components: readonly RegisteredComponent[],
): Map<MountedModule, string> {
  const modules = new Map<unknown, MountedModule>();
  // Of several dynamic modules of one class the first is the component.
  for (const module of [...mounted.values()].reverse()) modules.set(module.metatype, module);
  const owners = new Map<MountedModule, string>();
  for (const component of components) {
    const root = modules.get(classOf(component));
    if (root !== undefined) owners.set(root, component.name);
  }
  // Components' own modules are all known by now: none is taken for a part of another that imports it.
  for (const [root, owner] of [...owners]) {
    const queue = [...root.imports];
    for (let module = queue.pop(); module !== undefined; module = queue.pop()) {
      if (owners.has(module) || module.isGlobal) continue;
      owners.set(module, owner);
      queue.push(...module.imports);
    }
  }
  return owners;
}

function classOf({ module }: RegisteredComponent): Type | undefined {
  return module !== undefined && 'module' in module ? module.module : module;
}

function isClass(value: unknown): value is Type {
  return typeof value === 'function';
}

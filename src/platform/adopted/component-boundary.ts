import { Inject, Injectable, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { PrismaExceptionFilter } from '../../database/index.ts';
import { ProblemFilter } from '../../problem/index.ts';
import { AccessGuard } from '../access/access.guard.ts';
import { refuseGateways } from '../access/undeclared-gateways.ts';
import { refuseUndeclared } from '../access/undeclared-routes.ts';
import { controllersByOwner, modulesByOwner } from '../components/controllers-by-owner.ts';
import { type Registry } from '../components/registered-component.ts';
import { REGISTRY } from '../components/registry.token.ts';
import { listRoutes } from '../routes/list-routes.ts';
import { BodyGuard } from '../validation/body.guard.ts';
import { UnknownQueryGuard } from '../validation/unknown-query.guard.ts';
import { ValidationPipe } from '../validation/validation.pipe.ts';

/** Where Nest looks for what `@UseGuards()` and its like leave on a class; a test holds that it does. */
const keys = { guards: '__guards__', pipes: '__pipes__', filters: '__exceptionFilters__' } as const;

/** What a class had before, by key. On the class: a second application of the process must find it. */
const original = Symbol.for('tessera:boundary');

/**
 * Gives the controllers of components, and no others, the guards, the pipe and the filters that all routes of the platform
 * have. Made after every module is known and before the first route is.
 */
@Injectable()
export class ComponentBoundary {
  /** Of the components. */
  readonly controllers: readonly Type[];

  /** @throws UndeclaredRouteError when a route of a component does not say who may use it */
  constructor(
    @Inject(ModulesContainer) mounted: ModulesContainer,
    @Inject(REGISTRY) { components }: Registry,
    @Inject(AccessGuard) access: AccessGuard,
    @Inject(UnknownQueryGuard) query: UnknownQueryGuard,
    @Inject(BodyGuard) body: BodyGuard,
    @Inject(ValidationPipe) pipe: ValidationPipe,
    @Inject(ProblemFilter) problems: ProblemFilter,
    @Inject(PrismaExceptionFilter) database: PrismaExceptionFilter,
  ) {
    refuseUndeclared(listRoutes(mounted, components).filter(({ component }) => component !== undefined));
    refuseGateways(modulesByOwner(mounted, components).keys());
    this.controllers = [...controllersByOwner(mounted, components).keys()];
    for (const controller of this.controllers) {
      prepend(controller, keys.guards, [access, query, body]);
      prepend(controller, keys.pipes, [pipe]);
      // Nest asks the last filter first.
      prepend(controller, keys.filters, [problems, database]);
    }
  }
}

/** Ours come first, so that nothing else of a route answers a stranger. */
function prepend(controller: Type, key: string, ours: readonly object[]): void {
  const known: unknown = Object.getOwnPropertyDescriptor(controller, original)?.value;
  const before = known instanceof Map ? known : new Map<string, unknown>();
  Object.defineProperty(controller, original, { value: before, configurable: true, enumerable: false });
  if (!before.has(key)) before.set(key, Reflect.getMetadata(key, controller));
  const given: unknown = before.get(key);
  const own: readonly unknown[] = Array.isArray(given) ? given : [];
  Reflect.defineMetadata(key, [...ours, ...own], controller);
}

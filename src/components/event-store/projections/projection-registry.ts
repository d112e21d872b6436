import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { StartupError } from '@/platform';
import { type EventProjector, Projection, type ProjectionDeclaration } from './projection.decorator.ts';

/** Two projections with one name would share one checkpoint. */
export class DuplicateProjectionError extends StartupError {
  readonly code = 'EVENTS.DUPLICATE_PROJECTION';

  constructor(name: string, classes: readonly string[]) {
    super(
      `EVENTS.DUPLICATE_PROJECTION: ${classes.toSorted().join(' and ')} are both the projection "${name}". Give each a name of its own.`,
    );
  }
}

export interface RegisteredProjection extends ProjectionDeclaration {
  readonly projector: EventProjector;
}

/** The projections of all components. */
@Injectable()
export class ProjectionRegistry {
  #known: ReadonlyMap<string, RegisteredProjection> | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  /** By name. To be asked once everything is mounted. @throws DuplicateProjectionError */
  all(): readonly RegisteredProjection[] {
    return [...this.#projections().values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(name: string): RegisteredProjection | undefined {
    return this.#projections().get(name);
  }

  #projections(): ReadonlyMap<string, RegisteredProjection> {
    this.#known ??= this.#find();
    return this.#known;
  }

  #find(): ReadonlyMap<string, RegisteredProjection> {
    const found = new Map<string, RegisteredProjection>();
    for (const wrapper of this.discovery.getProviders({ metadataKey: Projection.KEY })) {
      const declaration = this.discovery.getMetadataByDecorator(Projection, wrapper);
      const instance: unknown = wrapper.instance;
      if (!declaration || !isProjector(instance)) continue;
      const known = found.get(declaration.name);
      if (known?.projector === instance) continue;
      if (known) {
        throw new DuplicateProjectionError(declaration.name, [
          known.projector.constructor.name,
          instance.constructor.name,
        ]);
      }
      found.set(declaration.name, { ...declaration, projector: instance });
    }
    return found;
  }
}

function isProjector(instance: unknown): instance is EventProjector {
  return (
    typeof instance === 'object' &&
    instance !== null &&
    ['apply', 'reset'].every((method) => typeof Reflect.get(instance, method) === 'function')
  );
}

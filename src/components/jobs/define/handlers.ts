import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { StartupError } from '@/platform';
import { type JobDefinition } from './define-job.ts';
import { handledBy } from './job-handler.decorator.ts';
import { type JobRun } from './job-run.ts';

/** What runs the jobs of one kind. */
export interface FoundHandler {
  readonly definition: JobDefinition;
  readonly run: (payload: unknown, run: JobRun) => unknown;
}

/** The handlers of this application, by the name of their job. */
@Injectable()
export class Handlers {
  #found: ReadonlyMap<string, FoundHandler> | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** @throws StartupError when a job has two */
  all(): ReadonlyMap<string, FoundHandler> {
    this.#found ??= this.#find();
    return this.#found;
  }

  #find(): ReadonlyMap<string, FoundHandler> {
    const found = new Map<string, FoundHandler>();
    for (const { instance } of this.discovery.getProviders()) {
      const provider: unknown = instance;
      if (typeof provider !== 'object' || provider === null) continue;
      const prototype: unknown = Object.getPrototypeOf(provider);
      if (typeof prototype !== 'object' || prototype === null) continue;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const method: unknown = Reflect.get(prototype, name);
        const definition = typeof method === 'function' ? handledBy(method) : undefined;
        if (definition === undefined || typeof method !== 'function') continue;
        if (found.has(definition.name)) {
          throw new StartupError(
            `The job "${definition.name}" has two handlers, one of them ${provider.constructor.name}.${name}(): give it one.`,
          );
        }
        found.set(definition.name, {
          definition,
          run: (payload, run) => Reflect.apply(method, provider, [payload, run]) as unknown,
        });
      }
    }
    return found;
  }
}

import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, ModulesContainer } from '@nestjs/core';
import { ClientExtension } from '../../database/index.ts';
import { modulesByOwner } from './controllers-by-owner.ts';
import { type RegisteredComponent, type Registry } from './registered-component.ts';
import { REGISTRY } from './registry.token.ts';

/** An extension of the client that its component may not have, or one of two that are called the same. */
export class InvalidExtensionError extends Error {
  override readonly name = 'InvalidExtensionError';
  readonly code = 'ACCESS.INVALID_EXTENSION';

  constructor(message: string) {
    super(`ACCESS.INVALID_EXTENSION: ${message}`);
  }
}

/** Finds what components provide with `defineExtension`, in the order in which it is called. */
@Injectable()
export class ComponentExtensions implements OnApplicationBootstrap {
  readonly #discovery: DiscoveryService;
  readonly #modules: ModulesContainer;
  readonly #registry: Registry;
  #known: readonly ClientExtension[] | undefined;
  #last: readonly ClientExtension[] = [];

  constructor(
    @Inject(DiscoveryService) discovery: DiscoveryService,
    @Inject(ModulesContainer) modules: ModulesContainer,
    @Inject(REGISTRY) registry: Registry,
  ) {
    this.#discovery = discovery;
    this.#modules = modules;
    this.#registry = registry;
  }

  /** @throws InvalidExtensionError */
  onApplicationBootstrap(): void {
    this.#known = this.list();
  }

  /** While the application starts, providers come one after the other. @throws InvalidExtensionError */
  readonly list = (): readonly ClientExtension[] => {
    if (this.#known !== undefined) return this.#known;
    const found = this.#find();
    const isSame = found.length === this.#last.length && found.every((one, at) => one === this.#last[at]);
    if (!isSame) this.#last = found;
    return this.#last;
  };

  #find(): ClientExtension[] {
    const owners = modulesByOwner(this.#modules, this.#registry.components);
    const places = new Map(this.#registry.components.map((one, at) => [one.name, { one, at }]));
    const found = new Map<ClientExtension, { at: number; key: string }>();
    for (const { instance, host } of this.#discovery.getProviders()) {
      const extension: unknown = instance;
      if (!(extension instanceof ClientExtension) || found.has(extension)) continue;
      const place = places.get((host && owners.get(host)) ?? '');
      if (place === undefined) {
        throw new InvalidExtensionError(
          `The extension "${extension.name}" of the client belongs to no component. Provide it in a module of one.`,
        );
      }
      requireOwnModels(place.one, extension);
      const key = `${place.one.name} ${extension.name}`;
      if ([...found.values()].some((other) => other.key === key)) {
        throw new InvalidExtensionError(
          `The component "${place.one.name}" has two extensions called "${extension.name}": their names decide the order.`,
        );
      }
      found.set(extension, { at: place.at, key });
    }
    return [...found]
      .sort(([a, one], [b, other]) => one.at - other.at || (a.name < b.name ? -1 : 1))
      .map(([extension]) => extension);
  }
}

/** A hook can change what is asked, and so reach what SQL reaches. */
function requireOwnModels(
  { name, models, access, path }: RegisteredComponent,
  { query, name: extension }: ClientExtension,
) {
  if (access?.raw === true) return;
  const own = new Set(models.map((model) => model.charAt(0).toLowerCase() + model.slice(1)));
  const foreign = Object.keys(query).filter((key) => !own.has(key));
  if (foreign.length === 0) return;
  throw new InvalidExtensionError(
    `The extension "${extension}" of the component "${name}" hooks ${foreign.join(', ')}, which is more than its own models. ` +
      `Hook these, or declare it in ${path}/component.json: "database": { "raw": true }`,
  );
}

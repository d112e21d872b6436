import { type ComponentAccess } from './component-access.ts';
import { ForeignModelError } from './foreign-model.error.ts';

/** What the registry says of a component, as far as its database client goes. */
export interface ScopedComponent {
  readonly name: string;
  readonly version: string;
  readonly path: string;
  readonly models: readonly string[];
  readonly access?: ComponentAccess | undefined;
}

/** What a database client may be asked for. */
export interface Scope {
  /** Name of the component; undefined for a client that may do everything. */
  readonly component: string | undefined;
  readonly mayRead: (model: string) => boolean;
  /** @throws ForeignModelError */
  readonly requireRead: (model: string) => void;
  /** @throws ForeignModelError */
  readonly requireWrite: (model: string) => void;
  /** @throws ForeignModelError */
  readonly requireRaw: () => void;
  /** @throws ForeignModelError */
  readonly requireReason: (reason: string) => void;
  /** Whether setting this relation writes columns of the model itself only. */
  readonly ownsKey: (model: string, field: string) => boolean;
}

/** The scope of the kernel, and of `asSystem`. */
export const everything: Scope = {
  component: undefined,
  mayRead: () => true,
  requireRead: () => undefined,
  requireWrite: () => undefined,
  requireRaw: () => undefined,
  requireReason: () => undefined,
  ownsKey: () => true,
};

/** The scope of a component: its own models, and of others what its `component.json` and theirs agree on. */
export class ComponentScope implements Scope {
  readonly component: string;
  readonly #manifest: string;
  readonly #readable: ReadonlySet<string>;
  readonly #writable: ReadonlySet<string>;
  readonly #links: ReadonlySet<string>;
  readonly #access: ComponentAccess | undefined;
  readonly #all: readonly ScopedComponent[];

  /** @param all every component, to say whose a foreign model is */
  constructor({ name, path, models, access }: ScopedComponent, all: readonly ScopedComponent[]) {
    this.component = name;
    this.#manifest = `${path}/component.json`;
    this.#access = access;
    this.#readable = new Set([...models, ...(access?.views ?? []), ...(access?.reads ?? [])]);
    this.#writable = new Set([...models, ...(access?.writes ?? [])]);
    this.#links = new Set(access?.links);
    this.#all = all;
  }

  mayRead(model: string): boolean {
    return this.#readable.has(model);
  }

  requireRead(model: string): void {
    if (!this.#readable.has(model)) throw this.#foreign(model);
  }

  requireWrite(model: string): void {
    if (this.#writable.has(model)) return;
    if (!this.#readable.has(model)) throw this.#foreign(model);
    const owner = this.#ownerOf(model);
    if (owner === undefined || owner.name === this.component) {
      throw this.#refused(model, `"${model}" is a view: it can be read only.`);
    }
    throw this.#refused(
      model,
      `"${model}" belongs to the component "${owner.name}", which "${this.component}" requires: it may read it, not write it. ` +
        `Call the service of "${owner.name}" that does, or let its owner offer it in ${owner.path}/component.json: "offers": { "write": ["${model}"] }`,
    );
  }

  requireRaw(): void {
    if (this.#access?.raw === true) return;
    throw this.#refused(
      'SQL',
      `the component "${this.component}" sends SQL of its own without having said so. ` +
        `Declare it in ${this.#manifest}: "database": { "raw": true }`,
    );
  }

  requireReason(reason: string): void {
    if (this.#access?.system.includes(reason) === true) return;
    throw this.#refused(
      'asSystem',
      `the component "${this.component}" has not declared the reason "${reason}" for stepping outside its own models. ` +
        `Declare it in ${this.#manifest}: "database": { "system": [${JSON.stringify(reason)}] }`,
    );
  }

  ownsKey(model: string, field: string): boolean {
    return this.#links.has(`${model}.${field}`);
  }

  #foreign(model: string): ForeignModelError {
    const owner = this.#ownerOf(model);
    if (owner === undefined) {
      return this.#refused(model, `"${model}", which "${this.component}" asks for, belongs to no component.`);
    }
    return this.#refused(
      model,
      `"${model}" belongs to the component "${owner.name}", which "${this.component}" does not require. ` +
        `Declare it in ${this.#manifest}: "requires": { "${owner.name}": "${owner.version === '0.0.0' ? '*' : `^${owner.version}`}" }`,
    );
  }

  #refused(target: string, message: string): ForeignModelError {
    return new ForeignModelError(this.component, target, message);
  }

  #ownerOf(model: string): ScopedComponent | undefined {
    return this.#all.find(
      ({ models, access }) => models.includes(model) || access?.views.includes(model) === true,
    );
  }
}

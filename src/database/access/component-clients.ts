import { Logger } from '@nestjs/common';
import { noLimits, type RowLimits } from '../limits/row-limits.ts';
import { ExtendedClient } from '../extensions/extended-client.ts';
import { type RootClient } from '../root-client.ts';
import { ComponentScope, everything, type ScopedComponent } from './component-scope.ts';
import { ScopedClients } from './scoped-client.ts';
import { tenantSchema, type TenantSchema } from '../tenants/tenant-schema.ts';
import { closedClient } from './closed-client.ts';

/** How often a component has stepped outside its own models, and why. */
export interface SystemUse {
  readonly component: string;
  readonly reason: string;
  readonly count: number;
}

/** The database clients of one application's components. */
export class ComponentClients {
  readonly #logger = new Logger('Access');
  readonly #extended: ExtendedClient;
  readonly #components: readonly ScopedComponent[];
  readonly #limits: RowLimits;
  readonly #tenants: TenantSchema | undefined;
  readonly #clients = new Map<string, object>();
  readonly #uses = new Map<string, { component: string; reason: string; count: number }>();

  /**
   * @param limits which rows the work under way may reach. @default all
   * @param extended the root with the extensions of the components. @default none
   */
  constructor(
    root: RootClient,
    components: readonly ScopedComponent[],
    limits: RowLimits = noLimits,
    extended: ExtendedClient = new ExtendedClient(root),
  ) {
    this.#extended = extended;
    this.#components = components;
    this.#limits = limits;
    this.#tenants = tenantSchema(root, components);
  }

  /** The client of a component; of a component that is not in this application one that refuses everything. */
  of(name: string): object {
    const component = this.#components.find((one) => one.name === name);
    if (component === undefined) return closedClient();
    const client = this.#clients.get(name) ?? this.#create(component);
    this.#clients.set(name, client);
    return client;
  }

  /** Every use of `asSystem` since the start, by component and reason. */
  systemUses(): readonly SystemUse[] {
    return [...this.#uses.values()].map((use) => ({ ...use }));
  }

  #create(component: ScopedComponent): object {
    const system: ScopedClients = new ScopedClients(
      this.#extended,
      everything,
      this.#tenants,
      (_reason, binding) => system.client(binding),
    );
    const clients = new ScopedClients(
      this.#extended,
      new ComponentScope(component, this.#components),
      this.#tenants,
      (reason, binding) => {
        this.#record(component.name, reason);
        return system.client(binding);
      },
      this.#limits,
    );
    return clients.client();
  }

  #record(component: string, reason: string): void {
    const key = JSON.stringify([component, reason]);
    const use = this.#uses.get(key) ?? { component, reason, count: 0 };
    use.count += 1;
    this.#uses.set(key, use);
    this.#logger.log(`The component "${component}" reaches beyond its own models: ${reason}`);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService, ModulesContainer } from '@nestjs/core';
import { type HealthIndicatorFunction, HealthIndicatorService } from '@nestjs/terminus';
import { modulesByOwner } from '../components/controllers-by-owner.ts';
import { type Registry } from '../components/registered-component.ts';
import { REGISTRY } from '../components/registry.token.ts';
import { SchemaDrift } from './schema-drift.ts';
import { ComponentHealth, type ComponentHealthCheck } from './component-health.ts';

const timeout = 3_000;

/** One health indicator per component: its own checks, or the plain fact that it is mounted. */
@Injectable()
export class ComponentChecks {
  readonly #indicators: HealthIndicatorService;
  readonly #discovery: DiscoveryService;
  readonly #modules: ModulesContainer;
  readonly #registry: Registry;
  readonly #drift: SchemaDrift;

  constructor(
    @Inject(HealthIndicatorService) indicators: HealthIndicatorService,
    @Inject(DiscoveryService) discovery: DiscoveryService,
    @Inject(ModulesContainer) modules: ModulesContainer,
    @Inject(REGISTRY) registry: Registry,
    @Inject(SchemaDrift) drift: SchemaDrift,
  ) {
    this.#indicators = indicators;
    this.#discovery = discovery;
    this.#modules = modules;
    this.#registry = registry;
    this.#drift = drift;
  }

  indicators(): HealthIndicatorFunction[] {
    const checks = this.#checksByComponent();
    // Asked once for all of them.
    let lacking: Promise<ReadonlyMap<string, readonly string[]>> | undefined;
    return this.#registry.components.map(({ name, version, state }) => async () => {
      const own = checks.get(name) ?? [];
      const key = `component:${name}`;
      const indicator = this.#indicators.check(key);
      const result = await indicator
        .attempt(async () => {
          // A database that is away has an indicator of its own.
          lacking ??= this.#drift.byComponent().catch(() => new Map<string, readonly string[]>());
          refuseLacking((await lacking).get(name) ?? []);
          const facts = await Promise.all(own.map((health) => health.check()));
          const known = { version, ...(state && { state }) };
          return facts.reduce<Record<string, unknown>>((all, some) => ({ ...all, ...some }), known);
        })
        .withTimeout(timeout);
      const { status, ...facts } = result[key] ?? { status: 'down' };
      return status === 'up' && 'degraded' in facts ? indicator.degraded(facts) : result;
    });
  }

  #checksByComponent(): Map<string, ComponentHealthCheck[]> {
    const owners = modulesByOwner(this.#modules, this.#registry.components);
    const checks = new Map<string, ComponentHealthCheck[]>();
    for (const { host, instance } of this.#discovery.getProviders({ metadataKey: ComponentHealth.KEY })) {
      const owner = host && owners.get(host);
      if (owner === undefined || !isCheck(instance)) continue;
      checks.set(owner, [...(checks.get(owner) ?? []), instance]);
    }
    return checks;
  }
}

function refuseLacking(missing: readonly string[]): void {
  if (missing.length > 0) throw new Error(`${missing.join(', ')}. Run: npx prisma migrate dev`);
}

function isCheck(instance: unknown): instance is ComponentHealthCheck {
  return (
    typeof instance === 'object' &&
    instance !== null &&
    'check' in instance &&
    typeof instance.check === 'function'
  );
}

import { dataModelOf } from '../model-names.ts';
import { type ScopedComponent } from './component-scope.ts';

/** The client of an application lacks models of its components: it was generated from another schema. */
export class ModelsMissingError extends Error {
  override readonly name = 'ModelsMissingError';
  readonly code = 'CLIENT.MODELS_MISSING';

  constructor(missing: readonly (readonly [component: string, models: readonly string[]])[]) {
    const words = missing.map(([component, models]) => `${models.join(', ')} of component "${component}"`);
    super(
      `CLIENT.MODELS_MISSING: the application's Prisma client does not have ${words.join('; ')}. Generate it from the composed schema: "generators": true beside the application's component in tessera.config.json, schema: ".tessera/schema" in prisma.config.ts, then tessera compose && prisma generate.`,
    );
  }
}

/**
 * The client that an application has already, as the root that its components' clients are views of. Nothing is connected or
 * closed through it: that stays the application's.
 *
 * @throws ModelsMissingError when it does not know the models of a component
 */
export function applicationClient(client: unknown, components: readonly ScopedComponent[]): object {
  const given: object = typeof client === 'object' && client !== null ? client : {};
  const known = dataModelOf(given);
  const missing = components.flatMap(({ name, models }): [string, string[]][] => {
    const lacks = models.filter((model) => known[model] === undefined);
    return lacks.length === 0 ? [] : [[name, lacks]];
  });
  if (missing.length > 0) throw new ModelsMissingError(missing);
  return new Proxy(given, {
    get: (target, key) => {
      if (key === 'ping') return (): unknown => ask(target);
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' && typeof key === 'string' && key.startsWith('$')
        ? (...args: unknown[]): unknown => Reflect.apply(value, target, args)
        : value;
    },
  });
}

async function ask(client: object): Promise<void> {
  const query: unknown = Reflect.get(client, '$queryRawUnsafe');
  if (typeof query === 'function') await Reflect.apply(query, client, ['SELECT 1']);
}

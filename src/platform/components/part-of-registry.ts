import { type Registry } from './registered-component.ts';

/**
 * The components that TESSERA_ONLY names and everything these require, in mount order; names that are not in the
 * registry are left out.
 *
 * @param only names with commas between them; nothing stands for all components.
 */
export function partOfRegistry(registry: Registry, only = ''): Registry {
  if (only === '') return registry;
  const wanted = new Set(only.split(','));
  // From the end: what a component requires stands before it.
  for (const { name, requires } of registry.components.toReversed()) {
    if (!wanted.has(name)) continue;
    for (const required of requires) wanted.add(required);
  }
  return { ...registry, components: registry.components.filter(({ name }) => wanted.has(name)) };
}

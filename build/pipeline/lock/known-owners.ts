import { type NameOwners } from '../../model/names/name-owners.ts';
import { type LockEntries } from './lock-file.ts';

/** Whose each table and enum type is by the lock; what two components have there (after a merge) is left out. */
export function knownOwners(entries: LockEntries): NameOwners {
  const owners = new Map<string, string>();
  const disputed = new Set<string>();
  for (const [component, { tables, enums }] of entries) {
    for (const name of [...tables, ...enums]) {
      if (owners.has(name)) disputed.add(name);
      owners.set(name, component);
    }
  }
  for (const name of disputed) owners.delete(name);
  return owners;
}

import { type DatabaseName } from './database-name.ts';
import { type Declared } from '../scanned-source.ts';

/** Whose each table and enum type has been, by its name in the database (`schema.name` outside the default schema). */
export type NameOwners = ReadonlyMap<string, string>;

/** No component had anything before. */
export const noOwners: NameOwners = new Map();

/**
 * True for a table or an enum type that was its component's before: of two that want one name, the other is the
 * newcomer, and renaming the newcomer moves no rows.
 */
export function isSettled(
  { thing, schema, name, owner }: Pick<DatabaseName, 'thing' | 'schema' | 'name' | 'owner'>,
  owners: NameOwners,
  defaultSchema: string,
): boolean {
  if (thing !== 'table' && thing !== 'enum') return false;
  return owners.get(schema === defaultSchema ? name : `${schema}.${name}`) === owner.component;
}

/** The declarations whose table or enum type was theirs before. */
export function settledAmong(
  names: readonly DatabaseName[],
  defaultSchema: string,
  owners: NameOwners,
): ReadonlySet<Declared> {
  if (owners.size === 0) return new Set();
  return new Set(names.filter((one) => isSettled(one, owners, defaultSchema)).map(({ owner }) => owner));
}

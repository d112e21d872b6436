import { rememberPerObject } from '../remember-per-object.ts';
import { type OppositeField } from '../relations/opposite-field.ts';
import { derivedTypeParts } from './client-names.ts';
import { type DatabaseName } from './database-name.ts';
import { type Declared } from './declared.ts';
import { type DeclaringSource } from './declaring-source.ts';
import { findDuplicateNames } from './find-duplicate-names.ts';
import { findLongNames } from './find-long-names.ts';
import { findNameProblems } from './find-name-problems.ts';
import { type DatabaseSettings, listDatabaseNames } from './list-database-names.ts';
import { listTablesBetween } from './list-tables-between.ts';

/**
 * True when nobody has to hear anything about names: no file has a problem of its own, and no two files want the same
 * name. What a file wants is worked out once as long as it does not change, so that this costs a look at each name.
 * False only means that all names must be worked out and compared, which finds out what is wrong, if anything.
 */
export function areNamesClear(
  sources: readonly DeclaringSource[],
  config: DatabaseSettings,
  opposites: readonly OppositeField[],
): boolean {
  const taken = new Set<string>();
  for (const source of sources) {
    const wanted = wantedNames(source, config.provider, config.defaultSchema);
    if (!wanted) return false;
    for (const name of wanted) {
      if (taken.has(name)) return false;
      taken.add(name);
    }
  }
  const between = listTablesBetween(sources, config, opposites);
  if (findLongNames([], between).diagnostics.length > 0) return false;
  return between.map(keyOf).every((key) => !taken.has(key) && taken.add(key));
}

/** Undefined when the file alone has a problem. */
const wantedNames = rememberPerObject(
  (
    { declared }: DeclaringSource,
    provider: DatabaseSettings['provider'],
    defaultSchema: string,
  ): ReadonlySet<string> | undefined => {
    const config = { provider, defaultSchema };
    const { diagnostics, prismaPlaces } = findNameProblems(declared, config);
    if (diagnostics.length + prismaPlaces.length + findDuplicateNames(declared).length > 0) return undefined;
    return new Set([
      ...declared.flatMap(clientNames),
      // A foreign key shares its names with those of its own table only.
      ...listDatabaseNames(declared, config)
        .filter(({ thing }) => thing !== 'foreignKey')
        .map(keyOf),
    ]);
  },
);

/** Different names that are one in the client are one here, too. */
function clientNames({ name }: Declared): string[] {
  const stems = derivedTypeParts
    .filter((part) => name.endsWith(part))
    .map((part) => name.slice(0, -part.length));
  return [name, ...stems].map((one) => one.toLowerCase());
}

/** A line break keeps them apart from those of the client. */
function keyOf({ schema, name }: DatabaseName): string {
  return `${schema}\n${name}`;
}

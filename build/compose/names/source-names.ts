import { rememberPerObject } from '../remember-per-object.ts';
import { derivedTypeParts } from './client-names.ts';
import { type DatabaseName, keyOf } from './database-name.ts';
import { type Declared } from './declared.ts';
import { type DeclaringSource } from './declaring-source.ts';
import { findDuplicateNames } from './find-duplicate-names.ts';
import { findNameProblems } from './find-name-problems.ts';
import { type DatabaseSettings, listDatabaseNames } from './list-database-names.ts';

/** What one schema file needs names for, whatever is in the others. */
export interface SourceNames {
  /** No other file may want one of them; undefined when the file alone has a problem. */
  readonly wanted: ReadonlySet<string> | undefined;
  /** Its tables and enum types; a view has no rows of its own. */
  readonly owned: readonly DatabaseName[];
}

/** Worked out once as long as the file does not change. */
export function sourceNames(source: DeclaringSource, config: DatabaseSettings): SourceNames {
  return readNames(source, config.provider, config.defaultSchema);
}

const readNames = rememberPerObject(
  (
    { declared }: DeclaringSource,
    provider: DatabaseSettings['provider'],
    defaultSchema: string,
  ): SourceNames => {
    const config = { provider, defaultSchema };
    const names = listDatabaseNames(declared, config);
    const { diagnostics, prismaPlaces } = findNameProblems(declared, names, config);
    const isClear = [diagnostics, prismaPlaces, findDuplicateNames(declared)].every(
      (found) => found.length === 0,
    );
    // A foreign key shares its names with those of its own table only.
    const inDatabase = names.filter(({ thing }) => thing !== 'foreignKey').map(keyOf);
    return {
      wanted: isClear ? new Set([...declared.flatMap(clientNames), ...inDatabase]) : undefined,
      owned: names.filter(isOwned),
    };
  },
);

export function isOwned({ thing, owner }: DatabaseName): boolean {
  return thing === 'enum' || (thing === 'table' && owner.kind === 'model');
}

/** Different names that are one in the client are one here, too. */
function clientNames({ name }: Declared): string[] {
  const stems = derivedTypeParts
    .filter((part) => name.endsWith(part))
    .map((part) => name.slice(0, -part.length));
  return [name, ...stems].map((one) => one.toLowerCase());
}

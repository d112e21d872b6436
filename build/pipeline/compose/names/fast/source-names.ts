import { type Cache, derive, Kind } from '../../../../incremental/derive.ts';
import { clientNames } from '../../../../model/names/client-names.ts';
import { type DatabaseName } from '../../../../model/names/database-name.ts';
import { keyOf } from '../../../../postgres/names/key-of.ts';
import { type Declared, type ScannedSource } from '../../../../model/scanned-source.ts';
import { findDuplicateNames } from '../find-duplicate-names.ts';
import { findNameProblems } from '../find-name-problems.ts';
import { type DatabaseSettings, listDatabaseNames } from '../../../../model/names/list-database-names.ts';
import { listPlainNames } from './list-plain-names.ts';
import { listTableNames } from '../../../../model/names/list-table-names.ts';
import { type PlainTable } from './plain-table.ts';

/** What one schema file needs names for, whatever is in the others. */
export interface SourceNames {
  /** No other file may want one of them; undefined when the file alone has a problem. */
  readonly wanted: readonly string[] | undefined;
  /** Those whose derived names are not among the wanted ones. */
  readonly tables: readonly PlainTable[];
  /** Its tables and enum types; a view has no rows of its own. */
  readonly owned: readonly DatabaseName[];
}

const known = new Kind<SourceNames>();

export function sourceNames(
  cache: Cache,
  source: ScannedSource,
  { provider, defaultSchema }: DatabaseSettings,
): SourceNames {
  return derive(cache, known, source.file, [source, provider, defaultSchema], () =>
    readNames(source.declared, { provider, defaultSchema }),
  );
}

function readNames(declared: readonly Declared[], config: DatabaseSettings): SourceNames {
  const plain = listPlainNames(declared, config);
  if (plain) {
    const owned = listTableNames(declared, config).filter(isOwned);
    return { wanted: plain.names, tables: plain.tables, owned };
  }
  const names = listDatabaseNames(declared, config);
  const { diagnostics, prismaPlaces } = findNameProblems(declared, names, config);
  const isClear = [diagnostics, prismaPlaces, findDuplicateNames(declared)].every(
    (found) => found.length === 0,
  );
  // A foreign key shares its names with those of its own table only.
  const inDatabase = names.filter(({ thing }) => thing !== 'foreignKey').map(keyOf);
  return {
    wanted: isClear
      ? [...new Set([...declared.flatMap(({ name }) => clientNames(name)), ...inDatabase])]
      : undefined,
    tables: [],
    owned: names.filter(isOwned),
  };
}

export function isOwned({ thing, owner }: DatabaseName): boolean {
  return thing === 'enum' || (thing === 'table' && owner.kind === 'model');
}

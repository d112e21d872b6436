import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type Cache } from '../../../incremental/derive.ts';
import { type DatabaseName } from '../../../model/names/database-name.ts';
import { type DatabaseSettings, listDatabaseNames } from '../../../model/names/list-database-names.ts';
import { type NameOwners, settledAmong } from '../../../model/names/name-owners.ts';
import { type OppositeField } from '../../../model/opposite-field.ts';
import { type ScannedSource } from '../../../model/scanned-source.ts';
import { areNamesClear } from './fast/are-names-clear.ts';
import { findDuplicateNames } from './find-duplicate-names.ts';
import { findNameProblems } from './find-name-problems.ts';
import { listOwnedNames } from './list-owned-names.ts';
import { type NameProblems } from './name-problem.ts';

export interface ComparedNames {
  /** The tables and enum types of all files, and those between them. */
  readonly owned: readonly DatabaseName[];
  /** Declarations of one name. */
  readonly duplicates: readonly Diagnostic[];
  readonly problems: NameProblems;
}

/** The names of all schema files. They are compared one by one only when a quick look finds that some may clash. */
export function compareNames(
  cache: Cache,
  sources: readonly ScannedSource[],
  config: DatabaseSettings,
  opposites: readonly OppositeField[],
  owners: NameOwners,
): ComparedNames {
  const declarations = areNamesClear(cache, sources, config, opposites)
    ? []
    : sources.flatMap(({ declared }) => declared);
  const inDatabase = listDatabaseNames(declarations, config, opposites);
  return {
    owned: listOwnedNames(cache, sources, config, opposites),
    duplicates: findDuplicateNames(declarations, settledAmong(inDatabase, config.defaultSchema, owners)),
    problems: findNameProblems(declarations, inDatabase, config, owners),
  };
}

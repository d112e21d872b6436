import { type Cache } from '../../../incremental/derive.ts';
import { type OppositeField } from '../../../model/opposite-field.ts';
import { type DatabaseName } from '../../../model/names/database-name.ts';
import { type ScannedSource } from '../../../model/scanned-source.ts';
import { type DatabaseSettings } from '../../../model/names/list-database-names.ts';
import { listTablesBetween } from '../../../model/names/list-tables-between.ts';
import { isOwned, sourceNames } from './fast/source-names.ts';

/** The tables and enum types of all files, and those between them. */
export function listOwnedNames(
  cache: Cache,
  sources: readonly ScannedSource[],
  config: DatabaseSettings,
  opposites: readonly OppositeField[],
): DatabaseName[] {
  return [
    ...sources.flatMap((source) => sourceNames(cache, source, config).owned),
    ...listTablesBetween(sources, config, opposites).filter(isOwned),
  ];
}

import { type OppositeField } from '../../../model/opposite-field.ts';
import { type DatabaseName } from '../../../model/names/database-name.ts';
import { type DeclaringSource } from '../../../model/names/declaring-source.ts';
import { type DatabaseSettings } from '../../../model/names/list-database-names.ts';
import { listTablesBetween } from '../../../model/names/list-tables-between.ts';
import { isOwned, sourceNames } from './fast/source-names.ts';

/** The tables and enum types of all files, and those between them. */
export function listOwnedNames(
  sources: readonly DeclaringSource[],
  config: DatabaseSettings,
  opposites: readonly OppositeField[],
): DatabaseName[] {
  return [
    ...sources.flatMap((source) => sourceNames(source, config).owned),
    ...listTablesBetween(sources, config, opposites).filter(isOwned),
  ];
}

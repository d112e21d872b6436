import { type OppositeField } from '../relations/opposite-field.ts';
import { type DatabaseName } from './database-name.ts';
import { type DeclaringSource } from './declaring-source.ts';
import { type DatabaseSettings } from './list-database-names.ts';
import { listTablesBetween } from './list-tables-between.ts';
import { isOwned, sourceNames } from './source-names.ts';

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

import { rememberPerObject } from '../remember-per-object.ts';
import { type OppositeField } from '../relations/opposite-field.ts';
import { type DatabaseName } from './database-name.ts';
import { type DeclaringSource } from './declaring-source.ts';
import { type DatabaseSettings, listDatabaseNames } from './list-database-names.ts';
import { listTablesBetween } from './list-tables-between.ts';

/** The tables and enum types that belong to somebody; a view has no rows of its own. */
export function listOwnedNames(
  sources: readonly DeclaringSource[],
  config: DatabaseSettings,
  opposites: readonly OppositeField[],
): DatabaseName[] {
  return [
    ...sources.flatMap((source) => ownedIn(source, config.provider, config.defaultSchema)),
    ...listTablesBetween(sources, config, opposites).filter(isOwned),
  ];
}

const ownedIn = rememberPerObject(
  ({ declared }: DeclaringSource, provider: DatabaseSettings['provider'], defaultSchema: string) =>
    listDatabaseNames(declared, { provider, defaultSchema }).filter(isOwned),
);

function isOwned({ thing, owner }: DatabaseName): boolean {
  return thing === 'enum' || (thing === 'table' && owner.kind === 'model');
}

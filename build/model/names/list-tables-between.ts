import { type OppositeField } from '../opposite-field.ts';
import { type DatabaseName } from './database-name.ts';
import { keyOf } from '../../postgres/names/key-of.ts';
import { type ScannedSource } from '../scanned-source.ts';
import { type DatabaseSettings } from './list-database-names.ts';
import { listOneSidedTables, listRelationTables } from './list-relation-tables.ts';

/** The tables of many-to-many relations whose models are in two files. */
export function listTablesBetween(
  sources: readonly ScannedSource[],
  config: DatabaseSettings,
  opposites: readonly OppositeField[],
): DatabaseName[] {
  const open = sources.filter(({ outward }) => outward.some(({ field }) => field.isList));
  const inside = new Set(open.flatMap(({ declared }) => listRelationTables(declared, config).map(keyOf)));
  return [
    ...listRelationTables(
      open.flatMap(({ declared }) => declared),
      config,
    ).filter((name) => !inside.has(keyOf(name))),
    ...listOneSidedTables(opposites, config),
  ];
}

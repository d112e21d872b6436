import { type Cache } from '../../../../incremental/derive.ts';
import { type OppositeField } from '../../../../model/opposite-field.ts';
import { keyOf } from '../../../../postgres/names/key-of.ts';
import { type ScannedSource } from '../../../../model/scanned-source.ts';
import { findLongNames } from '../find-long-names.ts';
import { type DatabaseSettings } from '../../../../model/names/list-database-names.ts';
import { listTablesBetween } from '../../../../model/names/list-tables-between.ts';
import { type PlainTable } from './plain-table.ts';
import { sourceNames } from './source-names.ts';

/**
 * True when no two files claim the same client or database name, and no file has a problem of its own. It costs a look at
 * each name. False means: compare all names.
 */
export function areNamesClear(
  cache: Cache,
  sources: readonly ScannedSource[],
  config: DatabaseSettings,
  opposites: readonly OppositeField[],
): boolean {
  const taken = new Set<string>();
  const tables = new Map<string, PlainTable>();
  let count = 0;
  const take = (names: readonly string[]) => {
    for (const name of names) taken.add(name);
    count += names.length;
  };
  for (const source of sources) {
    const names = sourceNames(cache, source, config);
    if (!names.wanted) return false;
    take(names.wanted);
    for (const table of names.tables) tables.set(table.key, table);
  }
  const between = listTablesBetween(sources, config, opposites);
  if (findLongNames([], between).diagnostics.length > 0) return false;
  take(between.map(keyOf));
  for (const table of related(taken, tables)) take(table.derived());
  return taken.size === count;
}

/**
 * The tables with a derived name that another table may have, too: such a name is the table's with an underscore and more, so
 * that it can only meet another one that begins so, too.
 */
function related(names: ReadonlySet<string>, tables: ReadonlyMap<string, PlainTable>): Set<PlainTable> {
  const found = new Set<PlainTable>();
  for (const name of names) {
    const inDatabase = name.indexOf('\n');
    if (inDatabase === -1) continue;
    for (let at = name.indexOf('_', inDatabase); at !== -1; at = name.indexOf('_', at + 1)) {
      const table = tables.get(name.slice(0, at));
      if (!table) continue;
      found.add(table);
      const own = tables.get(name);
      if (own) found.add(own);
    }
  }
  return found;
}

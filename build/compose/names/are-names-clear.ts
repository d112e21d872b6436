import { type OppositeField } from '../relations/opposite-field.ts';
import { keyOf } from './database-name.ts';
import { type DeclaringSource } from './declaring-source.ts';
import { findLongNames } from './find-long-names.ts';
import { type DatabaseSettings } from './list-database-names.ts';
import { listTablesBetween } from './list-tables-between.ts';
import { sourceNames } from './source-names.ts';

/**
 * True when nobody has to hear anything about names: no file has a problem of its own, and no two files want the same
 * name. It costs a look at each name. False only means that all names must be compared, which finds out what is wrong,
 * if anything.
 */
export function areNamesClear(
  sources: readonly DeclaringSource[],
  config: DatabaseSettings,
  opposites: readonly OppositeField[],
): boolean {
  const taken = new Set<string>();
  for (const source of sources) {
    const { wanted } = sourceNames(source, config);
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

import { createHash } from 'node:crypto';
import { cutToBytes, fitsInto, longestName } from './fit-name.ts';
import { quoteIdentifier } from './quote-identifier.ts';

/** A table, or another object in a schema. */
export interface QualifiedName {
  readonly schema: string;
  readonly name: string;
}

/** How SQL names things: with their schema only where the composed schema has several. */
export interface SqlNames {
  readonly table: (table: QualifiedName) => string;
  /** A function, trigger or constraint that belongs to a table; a function stands in its schema. */
  readonly own: (table: QualifiedName, ...parts: readonly string[]) => string;
  readonly function: (table: QualifiedName, ...parts: readonly string[]) => string;
}

export function sqlNames(isQualified: boolean): SqlNames {
  const prefix = ({ schema }: QualifiedName): string => (isQualified ? `${quoteIdentifier(schema)}.` : '');
  const own: SqlNames['own'] = (table, ...parts) =>
    quoteIdentifier(shortName([table.name, ...parts].join('_')));
  return {
    table: (table) => `${prefix(table)}${quoteIdentifier(table.name)}`,
    own,
    function: (table, ...parts) => `${prefix(table)}${own(table, ...parts)}`,
  };
}

/** Two long names that begin alike stay two. */
function shortName(name: string): string {
  if (fitsInto(longestName, name)) return name;
  const mark = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${cutToBytes(name, longestName - mark.length - '_'.length)}_${mark}`;
}

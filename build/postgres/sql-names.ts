import { createHash } from 'node:crypto';
import pg from 'pg';

/** Bytes of a name in PostgreSQL; what is longer is cut off. */
const longest = 63;

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
  const prefix = ({ schema }: QualifiedName): string => (isQualified ? `${quote(schema)}.` : '');
  const own: SqlNames['own'] = (table, ...parts) => quote(shortName([table.name, ...parts].join('_')));
  return {
    table: (table) => `${prefix(table)}${quote(table.name)}`,
    own,
    function: (table, ...parts) => `${prefix(table)}${own(table, ...parts)}`,
  };
}

export function quote(name: string): string {
  return pg.escapeIdentifier(name);
}

/** Two long names that begin alike stay two. */
function shortName(name: string): string {
  if (Buffer.byteLength(name) <= longest) return name;
  const mark = createHash('sha256').update(name).digest('hex').slice(0, 8);
  let short = name;
  while (Buffer.byteLength(short) > longest - mark.length - 1) short = short.slice(0, -1);
  return `${short}_${mark}`;
}

import { type TypeName } from '../sql/sql-statement.ts';
import { stringsOf } from '../sql/walk-tree.ts';

/** A column's type: PostgreSQL's own name of it (`int4`, `varchar`) and the numbers in its brackets. */
export interface ColumnType {
  readonly name: string;
  readonly lengths: readonly number[];
  readonly isArray: boolean;
}

export function columnType({ names, typmods = [], arrayBounds = [] }: TypeName): ColumnType {
  return {
    name: stringsOf(names)
      .filter((part) => part !== 'pg_catalog')
      .join('.'),
    lengths: typmods.flatMap((node) => ('A_Const' in node ? [node.A_Const.ival?.ival ?? 0] : [])),
    isArray: arrayBounds.length > 0,
  };
}

/** For people: `varchar(20)[]`. */
export function describeType({ name, lengths, isArray }: ColumnType): string {
  return `${name}${lengths.length > 0 ? `(${lengths.join(',')})` : ''}${isArray ? '[]' : ''}`;
}

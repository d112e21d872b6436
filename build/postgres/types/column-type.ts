import { type TypeName } from '../sql/sql-statement.ts';
import { stringsOf } from '../sql/walk-tree.ts';
import { isSerial, typeNamed, typeOfFormat } from './find-type.ts';

/** A column's type: PostgreSQL's own name of it (`int4`, `varchar`) and the numbers in its brackets. */
export interface ColumnType {
  readonly name: string;
  readonly lengths: readonly number[];
  readonly isArray: boolean;
}

/** What the parser says of an interval whose fields are all of them. */
const allFields = 0x7fff;

/** As the parser has it. */
export function columnType({ names, typmods = [], arrayBounds = [] }: TypeName): ColumnType {
  const own = stringsOf(names)
    .filter((part) => part !== 'pg_catalog')
    .join('.');
  const numbers = typmods.flatMap((node) => ('A_Const' in node ? [node.A_Const.ival?.ival ?? 0] : []));
  const isArray = arrayBounds.length > 0;
  // A serial column is one of integers.
  if (own !== 'interval')
    return { name: isSerial(own) ? (typeNamed(own)?.name ?? own) : own, lengths: numbers, isArray };
  const [fields = allFields, ...lengths] = numbers;
  // `interval day to second` is a type of its own to all who compare.
  return { name: fields === allFields ? own : `${own} ${String(fields)}`, lengths, isArray };
}

/** As `format_type` writes it. What is not PostgreSQL's own keeps the name it has there. */
export function readFormattedType(text: string): ColumnType {
  const isArray = text.endsWith('[]');
  const element = isArray ? text.slice(0, -2) : text;
  const plain = element.replace(/\([\d,]+\)/, '');
  const [, numbers] = /\(([\d,]+)\)/.exec(element) ?? [];
  const type = typeOfFormat(plain);
  if (!type) return { name: element, lengths: [], isArray };
  return { name: type.name, lengths: numbers === undefined ? [] : numbers.split(',').map(Number), isArray };
}

/** As `format_type` would write it. */
export function formatType({ name, lengths, isArray }: ColumnType): string {
  const type = typeNamed(name);
  const numbers = lengths.length > 0 ? `(${lengths.join(',')})` : '';
  const element =
    type?.name !== name
      ? `${name}${numbers}`
      : numbers === '' && type.unsized !== undefined
        ? type.unsized
        : type.format.replace('(#)', numbers);
  return isArray ? `${element}[]` : element;
}

export function sameType(a: ColumnType, b: ColumnType): boolean {
  return a.name === b.name && a.isArray === b.isArray && a.lengths.join() === b.lengths.join();
}

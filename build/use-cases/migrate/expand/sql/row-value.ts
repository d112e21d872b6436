import { type TableName } from '../recognise/change.ts';
import { quoteIdentifier } from '../../../../postgres/names/quote-identifier.ts';

/** SQL over the columns of a row, asked of one that has a name: `NEW`, `batch`, a table. */
export function valueOf(expression: string, { name }: TableName, row: string): string {
  return `(SELECT (${expression}) FROM (SELECT ${row}.*) AS ${quoteIdentifier(name)})`;
}

/** A value of one type as another; types of the project's own go by way of their text. */
export function castOf(value: string, from: string, to: string): string {
  if (from === to) return value;
  const isOwn = [from, to].some((type) => /["]|^[a-z_]+\./.test(type));
  return isOwn && to !== 'text' ? `${value}::text::${to}` : `${value}::${to}`;
}

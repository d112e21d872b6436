import { readFormattedType } from '../../../../postgres/types/column-type.ts';
import { typeNamed } from '../../../../postgres/types/find-type.ts';

/** The author's words for a default of the database. */
export function oldDefault(sql: string, isEnum: boolean): string {
  const [, text, type] = /^'((?:[^']|'')*)'::([^':]+)$/.exec(sql) ?? [];
  if (text !== undefined && type !== undefined) {
    const value = text.replaceAll("''", "'");
    if (isEnum) return value;
    // What is quoted may be a number, a date or JSON by its type.
    const { name, isArray } = readFormattedType(type);
    const literal = isArray ? undefined : typeNamed(name)?.literal;
    if (literal !== undefined) return literal === 'text' ? JSON.stringify(value) : value;
  }
  if (/^-?\d+(\.\d+)?$/.test(sql) || sql === 'true' || sql === 'false') return sql;
  if (sql === 'CURRENT_TIMESTAMP') return 'now()';
  return `dbgenerated(${JSON.stringify(sql)})`;
}

/** The author's words for a default of the database. */
export function oldDefault(sql: string, isEnum: boolean): string {
  const [, text] = /^'((?:[^']|'')*)'::[^':]+$/.exec(sql) ?? [];
  if (text !== undefined) {
    const value = text.replaceAll("''", "'");
    if (isEnum) return value;
    // What is quoted may be a number, a date or JSON by its type.
    if (/::(text|character varying(\(\d+\))?|bpchar)$/.test(sql)) return JSON.stringify(value);
    if (/::(integer|bigint|smallint|numeric|double precision|real)$/.test(sql)) return value;
  }
  if (/^-?\d+(\.\d+)?$/.test(sql) || sql === 'true' || sql === 'false') return sql;
  if (sql === 'CURRENT_TIMESTAMP') return 'now()';
  return `dbgenerated(${JSON.stringify(sql)})`;
}

import { type FillSql } from './sql/step-sql.ts';

/** The file below `prisma/backfills/`. */
export function backfillText({ table, where, sql, never }: FillSql, isQualified: boolean): string {
  const lines = [
    `  table: ${quoted(table.name)},`,
    ...(isQualified ? [`  schema: ${quoted(table.schema)},`] : []),
    `  where: ${quoted(where)},`,
    `  sql: ${quoted(sql)},`,
    `  never: ${quoted(never)},`,
  ];
  return `// Written by "tessera migrate expand"; "tessera migrate contract" takes it away.\nexport default {\n${lines.join('\n')}\n};\n`;
}

function quoted(text: string): string {
  if (!/['\\\n]/.test(text)) return `'${text}'`;
  return /[`\\]|\$\{/.test(text) ? JSON.stringify(text) : `\`${text}\``;
}

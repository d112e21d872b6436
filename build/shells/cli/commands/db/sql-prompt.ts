import { createInterface } from 'node:readline';
import { type QueryResult } from 'pg';
import { openSql, type OpenSql } from '../../../../use-cases/database/open-sql.ts';
import { type CommandIo } from '../../command.ts';

/**
 * Reads SQL statements, each up to a `;` at the end of a line, and prints their rows. `\q` leaves.
 *
 * @returns whether every statement succeeded.
 */
export async function runSqlPrompt(url: string, io: CommandIo): Promise<boolean> {
  const sql = await openSql(url);
  const lines = createInterface({ input: io.stdin, output: io.stdin.isTTY === true ? io.stdout : undefined });
  let statement = '';
  let ok = true;
  const prompt = (): void => {
    if (io.stdin.isTTY !== true) return;
    lines.setPrompt(statement === '' ? 'sql> ' : '...> ');
    lines.prompt();
  };
  prompt();
  for await (const line of lines) {
    if (line.trim() === '\\q') break;
    statement = statement === '' ? line : `${statement}\n${line}`;
    if (statement.trimEnd().endsWith(';')) {
      ok = (await execute(sql, statement, io)) && ok;
      statement = '';
    }
    prompt();
  }
  if (statement.trim() !== '') ok = (await execute(sql, statement, io)) && ok;
  await sql.close();
  return ok;
}

async function execute(sql: OpenSql, statement: string, io: CommandIo): Promise<boolean> {
  const answer = await sql.run(statement);
  if ('refusal' in answer) {
    io.stderr.write(`${answer.refusal}\n`);
    return false;
  }
  for (const result of answer.results) io.stdout.write(formatResult(result));
  return true;
}

/** Rows as aligned columns, or what a statement without rows did. */
export function formatResult({
  fields,
  rows,
  command,
  rowCount,
}: QueryResult<Record<string, unknown>>): string {
  if (fields.length === 0) return `${[command, rowCount].filter((part) => part !== null).join(' ')}\n`;
  const names = fields.map(({ name }) => name);
  const table = [names, ...rows.map((row) => names.map((name) => formatValue(row[name])))];
  const widths = names.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  const text = table.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(' | ')
      .trimEnd(),
  );
  text.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('-+-'));
  return `${text.join('\n')}\n(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})\n`;
}

function formatValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  return JSON.stringify(value);
}

import { createInterface } from 'node:readline';
import { Client, type QueryResult } from 'pg';
import { type CommandIo } from '../../command.ts';

/**
 * Reads SQL statements, each up to a `;` at the end of a line, and prints their rows. `\q` leaves.
 *
 * @returns whether every statement succeeded.
 */
export async function runSqlPrompt(url: string, io: CommandIo): Promise<boolean> {
  const client = new Client(url);
  await client.connect();
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
      ok = (await execute(client, statement, io)) && ok;
      statement = '';
    }
    prompt();
  }
  if (statement.trim() !== '') ok = (await execute(client, statement, io)) && ok;
  await client.end();
  return ok;
}

async function execute(client: Client, statement: string, io: CommandIo): Promise<boolean> {
  try {
    const results = [await client.query<Record<string, unknown>>(statement)].flat();
    for (const result of results) io.stdout.write(formatResult(result));
    return true;
  } catch (error) {
    io.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
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

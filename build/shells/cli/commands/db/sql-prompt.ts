import { createInterface } from 'node:readline';
import { formatResult } from '../../../../use-cases/database/format-result.ts';
import { openSql, type OpenSql } from '../../../../use-cases/database/open-sql.ts';
import { type CommandIo } from '../../command.ts';

/**
 * Reads SQL statements, each up to a `;` at the end of a line, and prints their rows. `\q` leaves.
 *
 * @returns whether every statement succeeded.
 */
export async function runSqlPrompt(url: string, io: CommandIo): Promise<boolean> {
  const sql = await openSql(url, io.cwd);
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

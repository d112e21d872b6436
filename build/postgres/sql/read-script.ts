import { parseScript } from './parse-script.ts';
import { type SqlProblem, type SqlScript } from './sql-statement.ts';

/** SQL that Prisma's engine or this program wrote, and that PostgreSQL cannot read all the same. */
export class UnreadableScriptError extends Error {
  override readonly name = 'UnreadableScriptError';
  readonly sql: string;
  readonly problem: SqlProblem;

  constructor(sql: string, problem: SqlProblem) {
    const line = sql.split('\n')[problem.line - 1]?.trim() ?? '';
    super(`PostgreSQL cannot read this SQL: ${problem.message}${line === '' ? '' : `, in "${line}"`}`);
    this.sql = sql;
    this.problem = problem;
  }
}

/**
 * Reads SQL that was checked before, or that no author wrote.
 *
 * @throws UnreadableScriptError instead of giving a script without statements
 */
export async function readScript(text: string): Promise<SqlScript> {
  const parsed = await parseScript(text);
  if (parsed.problem) throw new UnreadableScriptError(text, parsed.problem);
  return parsed;
}

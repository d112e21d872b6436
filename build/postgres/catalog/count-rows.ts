import { types } from 'node:util';
import { type Session } from '../connection/open-session.ts';
import { type RowQuestion } from './row-question.ts';
import { quoteIdentifier } from '../names/quote-identifier.ts';

/** From here on the planner's estimate has to do: counting reads the whole table. */
const countable = 1_000_000;
const patience = '5s';

export type RowAnswer =
  | { readonly status: 'counted' | 'estimated'; readonly rows: number }
  | { readonly status: 'no-table' }
  | { readonly status: 'failed'; readonly reason: string };

/** Counts in transactions that can only read. What cannot be counted is an answer, too. */
export async function countRows(session: Session, question: RowQuestion): Promise<RowAnswer> {
  const { pool, target } = session;
  const schema = question.schema ?? target.schema;
  try {
    const { rows } = await pool.query<{ estimate: number }>(
      `SELECT c.reltuples::float8 AS estimate FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`,
      [schema, question.table],
    );
    const [table] = rows;
    if (!table) return { status: 'no-table' };
    if (table.estimate >= countable && question.columns.length === 0) {
      return { status: 'estimated', rows: Math.round(table.estimate) };
    }
    const name = `${quoteIdentifier(schema)}.${quoteIdentifier(question.table)}`;
    const set = question.columns.map((column) => `${quoteIdentifier(column)} IS NOT NULL`).join(' AND ');
    await pool.query(`BEGIN READ ONLY; SET LOCAL statement_timeout = '${patience}'`);
    try {
      const counted = await pool.query<{ count: number }>(
        `SELECT count(*)::float8 AS count FROM ${name}${set === '' ? '' : ` WHERE ${set}`}`,
      );
      return { status: 'counted', rows: counted.rows[0]?.count ?? 0 };
    } finally {
      await pool.query('ROLLBACK');
    }
  } catch (error) {
    return { status: 'failed', reason: types.isNativeError(error) ? error.message : String(error) };
  }
}

import { types } from 'node:util';
import { quoteIdentifier } from '../names/quote-identifier.ts';
import { type Session } from '../connection/open-session.ts';
import { type RowAnswer } from './count-rows.ts';

/** From here on what the planner knows has to do: counting reads the whole table. */
const countable = 1_000_000;
const patience = '5s';

interface Question {
  /** @default the schema of the connection's URL */
  readonly schema: string | undefined;
  readonly table: string;
  readonly column: string;
}

/** How many values a column has. What cannot be counted is an answer, too. */
export async function countDistinct(session: Session, question: Question): Promise<RowAnswer> {
  const { pool, target } = session;
  const schema = question.schema ?? target.schema;
  try {
    const { rows } = await pool.query<{ estimate: number; distinct: number | null }>(
      `SELECT c.reltuples::float8 AS estimate, s.n_distinct::float8 AS distinct
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = $3 AND NOT a.attisdropped
         LEFT JOIN pg_stats s ON s.schemaname = n.nspname AND s.tablename = c.relname AND s.attname = a.attname
       WHERE n.nspname = $1 AND c.relname = $2 ORDER BY s.inherited DESC LIMIT 1`,
      [schema, question.table, question.column],
    );
    const [known] = rows;
    if (!known) return { status: 'no-table' };
    const { estimate, distinct } = known;
    if (estimate >= countable && distinct !== null) {
      // A negative one is a share of the rows.
      return { status: 'estimated', rows: Math.round(distinct < 0 ? -distinct * estimate : distinct) };
    }
    const name = `${quoteIdentifier(schema)}.${quoteIdentifier(question.table)}`;
    await pool.query(`BEGIN READ ONLY; SET LOCAL statement_timeout = '${patience}'`);
    try {
      const counted = await pool.query<{ count: number }>(
        `SELECT count(DISTINCT ${quoteIdentifier(question.column)})::float8 AS count FROM ${name}`,
      );
      return { status: 'counted', rows: counted.rows[0]?.count ?? 0 };
    } finally {
      await pool.query('ROLLBACK');
    }
  } catch (error) {
    return { status: 'failed', reason: types.isNativeError(error) ? error.message : String(error) };
  }
}

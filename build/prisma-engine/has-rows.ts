import pg from 'pg';
import { type IndexedTable } from '../postgres/sql/set-indexes-apart.ts';
import { type Session } from '../postgres/connection/open-session.ts';
import { quoteIdentifier } from '../postgres/names/quote-identifier.ts';

/** Whether a table of the database has a row. One that is not there has none; one that is divided is not asked. */
export async function hasRows({ pool, target }: Session, { schema, name }: IndexedTable): Promise<boolean> {
  const table = [schema ?? target.schema, name].map(quoteIdentifier).join('.');
  // The adapter's pool takes no values beside the text.
  const { rows } = await pool.query<{ there: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_class WHERE oid = to_regclass(${pg.escapeLiteral(table)}) AND relkind = 'r') AS there`,
  );
  if (rows[0]?.there !== true) return false;
  return (await pool.query(`SELECT FROM ${table} LIMIT 1`)).rows.length === 1;
}

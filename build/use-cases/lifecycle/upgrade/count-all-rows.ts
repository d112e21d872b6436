import { isOwnSchema } from '../../../postgres/catalog/list-schemas.ts';
import { type ConnectionOptions } from '../../../postgres/connection/connection-options.ts';
import { withSession } from '../../../postgres/connection/with-session.ts';
import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';

/** Rows of every table, by `schema.name`; those of a partition are its table's. */
export async function countAllRows(target: ConnectionOptions): Promise<ReadonlyMap<string, number>> {
  return await withSession(target, async ({ pool }) => {
    const { rows } = await pool.query<{ schema: string; name: string }>(
      `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND ${isOwnSchema('n.nspname')}
         AND c.relname <> '_prisma_migrations' ORDER BY 1, 2`,
    );
    const counts = new Map<string, number>();
    for (const { schema, name } of rows) {
      const table = `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
      const found = await pool.query<{ rows: number }>(`SELECT count(*)::float8 AS rows FROM ${table}`);
      counts.set(`${schema}.${name}`, found.rows[0]?.rows ?? 0);
    }
    return counts;
  });
}

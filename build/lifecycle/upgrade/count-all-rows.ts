import pg from 'pg';
import { openClient } from './open-client.ts';

/** Rows of every table, by `schema.name`. */
export async function countAllRows(url: string): Promise<ReadonlyMap<string, number>> {
  const client = await openClient(url);
  try {
    const { rows } = await client.query<{ schema: string; name: string }>(
      `SELECT schemaname AS schema, tablename AS name FROM pg_tables
       WHERE schemaname NOT LIKE 'pg\\_%' AND schemaname <> 'information_schema' AND tablename <> '_prisma_migrations' ORDER BY 1, 2`,
    );
    const counts = new Map<string, number>();
    for (const { schema, name } of rows) {
      const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
      const found = await client.query<{ rows: number }>(`SELECT count(*)::float8 AS rows FROM ${table}`);
      counts.set(`${schema}.${name}`, found.rows[0]?.rows ?? 0);
    }
    return counts;
  } finally {
    await client.end();
  }
}

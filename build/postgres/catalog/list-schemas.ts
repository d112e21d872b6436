import { type Session } from '../connection/open-session.ts';

/** Of a column with names of schemas: those that are not PostgreSQL's own. */
export function isOwnSchema(column: string): string {
  return String.raw`${column} <> 'information_schema' AND ${column} NOT LIKE 'pg\_%'`;
}

/** The schemas of a database, by name, but those of PostgreSQL itself. */
export async function listSchemas({ pool }: Pick<Session, 'pool'>): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT nspname::text AS name FROM pg_namespace
      WHERE ${isOwnSchema('nspname')} ORDER BY nspname::text COLLATE "C"`,
  );
  return rows.map(({ name }) => name);
}

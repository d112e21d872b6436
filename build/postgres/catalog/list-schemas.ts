import { type Session } from '../connection/open-session.ts';

/** The schemas of a database, by name, but those of PostgreSQL itself. */
export async function listSchemas({ pool }: Pick<Session, 'pool'>): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    String.raw`SELECT nspname::text AS name FROM pg_namespace
      WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg\_%' ORDER BY nspname::text COLLATE "C"`,
  );
  return rows.map(({ name }) => name);
}

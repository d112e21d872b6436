import { type Session } from '../../postgres/connection/open-session.ts';

/** Names of the extensions a database has. */
export async function listExtensions({ pool }: Session): Promise<ReadonlySet<string>> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ name: string }>('SELECT extname AS name FROM pg_extension');
    return new Set(rows.map(({ name }) => name));
  } finally {
    client.release();
  }
}

import pg from 'pg';

/** How the server calls the connections of a test that looks on. */
export const onlooker = 'tessera test looking on';

/**
 * Connections to a test's own database that are kept: a new one for each question costs more than most questions.
 * One that breaks is replaced.
 */
export function keepConnections(url: string) {
  // The search path of every command here; otherwise the schema `tessera` would come first, as the user's own.
  const options = '-c search_path=public';
  const pool = new pg.Pool({
    connectionString: url,
    application_name: onlooker,
    options,
    idleTimeoutMillis: 0,
  });
  // A server that goes away closes idle connections; the next question opens one.
  pool.on('error', () => undefined);
  return {
    pool,
    query: async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> =>
      (await pool.query<Row>(sql)).rows,
    close: (): Promise<void> => pool.end(),
  };
}

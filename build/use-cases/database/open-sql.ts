import { type QueryResult } from 'pg';
import { parseConnectionUrl } from '../../postgres/connection/connection-options.ts';
import { closeSession, openSession } from '../../postgres/connection/open-session.ts';

/** What one statement gave: its results, or PostgreSQL's words of why there are none. */
export type SqlAnswer =
  { readonly results: readonly QueryResult<Record<string, unknown>>[] } | { readonly refusal: string };

/** One connection for statements that are typed. */
export interface OpenSql {
  readonly run: (statement: string) => Promise<SqlAnswer>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a connection that runs one statement after the other.
 *
 * @throws EngineError when there is no connection
 */
export async function openSql(url: string, projectDir: string): Promise<OpenSql> {
  const session = await openSession(parseConnectionUrl(url, projectDir));
  return {
    run: async (statement) => {
      try {
        return { results: [await session.pool.query<Record<string, unknown>>(statement)].flat() };
      } catch (error) {
        return { refusal: error instanceof Error ? error.message : String(error) };
      }
    },
    close: () => closeSession(session),
  };
}

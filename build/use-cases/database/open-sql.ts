import { Client, type QueryResult } from 'pg';

/** What one statement gave: its results, or PostgreSQL's words of why there are none. */
export type SqlAnswer =
  { readonly results: readonly QueryResult<Record<string, unknown>>[] } | { readonly refusal: string };

/** One connection for statements that are typed. */
export interface OpenSql {
  readonly run: (statement: string) => Promise<SqlAnswer>;
  readonly close: () => Promise<void>;
}

/** Opens a connection that runs one statement after the other. */
export async function openSql(url: string): Promise<OpenSql> {
  const client = new Client(url);
  await client.connect();
  return {
    run: async (statement) => {
      try {
        return { results: [await client.query<Record<string, unknown>>(statement)].flat() };
      } catch (error) {
        return { refusal: error instanceof Error ? error.message : String(error) };
      }
    },
    close: () => client.end(),
  };
}

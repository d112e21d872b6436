import { type ConnectionOptions } from '../connection/connection-options.ts';
import { withSession } from '../connection/with-session.ts';

/**
 * The extensions that a server could create.
 *
 * @throws EngineError when it does not answer
 */
export async function availableExtensions(server: ConnectionOptions): Promise<ReadonlySet<string>> {
  return await withSession(server, async ({ pool }) => {
    const { rows } = await pool.query<{ name: string }>('SELECT name FROM pg_available_extensions');
    return new Set(rows.map(({ name }) => name));
  });
}

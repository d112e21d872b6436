import { type PoolClient } from 'pg';
import { type Session } from '../../postgres/connection/open-session.ts';

/**
 * Works in one snapshot of the database and takes everything back.
 *
 * @param mode `READ WRITE` for temporary tables
 */
export async function inSnapshot<Result>(
  session: Session,
  mode: 'READ ONLY' | 'READ WRITE',
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await session.pool.connect();
  // A connection that breaks between two statements says so here, too; the next statement fails by itself.
  client.on('error', ignore);
  try {
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ ${mode}`);
    return await work(client);
  } finally {
    await client.query('ROLLBACK').catch(ignore); // the connection may be what failed
    client.off('error', ignore);
    client.release();
  }
}

function ignore(): void {
  // The statement on the connection rejects with it.
}

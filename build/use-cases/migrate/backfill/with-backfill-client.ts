import type pg from 'pg';
import { type Session } from '../../../postgres/connection/open-session.ts';
import { takeBackfillLock } from './backfill-lock.ts';
import { prepareCheckpoints } from './checkpoint.ts';
import { type Clock } from './pace.ts';

/** Works on one connection, alone among backfills of this database. */
export async function withBackfillClient<Result>(
  session: Session,
  { clock, onWait }: { readonly clock: Clock; readonly onWait: () => void },
  work: (client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  // Not the pool: it would go on with a fresh connection, outside of the lock.
  const client = await session.pool.connect();
  // A lost connection is told by the next query; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await takeBackfillLock(client, clock, onWait);
    await prepareCheckpoints(client);
    return await work(client);
  } finally {
    // Ends the connection, and the lock with it.
    client.release(true);
  }
}

import type pg from 'pg';
import { lengthenPause, type Clock } from './pace.ts';

/** One backfill at a time in a database; any number that no other program uses. */
const key = '7270736944';

/**
 * Takes the lock until the session ends. Asks again and again, as a session that waits for a lock inside a statement keeps
 * VACUUM from its work, and backfills are long.
 *
 * @param onWait Called once when another session holds it.
 */
export async function takeBackfillLock(
  client: Pick<pg.ClientBase, 'query'>,
  clock: Clock,
  onWait: () => void,
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const { rows } = await client.query<{ taken: boolean }>(`SELECT pg_try_advisory_lock(${key}) AS taken`);
    if (rows[0]?.taken === true) return;
    if (attempt === 0) onWait();
    await clock.sleep(Math.min(lengthenPause(attempt), 1000));
  }
}

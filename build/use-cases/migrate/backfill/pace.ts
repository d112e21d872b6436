import type pg from 'pg';

/** Where time comes from; passed in, so that tests need none. */
export interface Clock {
  /** Milliseconds from any start. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Why a backfill stands still, in milliseconds. */
export interface Lag {
  /** How long the longest waiting statement of another session has been waiting for a lock. */
  readonly waiting: number;
  /** How far the slowest replica is behind. */
  readonly replica: number;
  /** How long the server took to answer this very question, which is small. */
  readonly answer: number;
}

/**
 * Asks a database how it feels: locks that others wait for (applications' own advisory locks are none of our
 * business), replicas, and the time of an answer. What the role may not see counts as nothing.
 */
export async function measureLag(client: Pick<pg.ClientBase, 'query'>, clock: Clock): Promise<Lag> {
  const start = clock.now();
  const { rows } = await client.query<Omit<Lag, 'answer'>>(question);
  return { waiting: 0, replica: 0, ...rows[0], answer: clock.now() - start };
}

/** `waitstart` is there from PostgreSQL 14 on; before, the statement's own start has to do. */
const question = `
  SELECT coalesce((
    SELECT max(extract(epoch FROM clock_timestamp() - coalesce((to_jsonb(l)->>'waitstart')::timestamptz, a.query_start)))
    FROM pg_locks l JOIN pg_stat_activity a USING (pid)
    WHERE NOT l.granted AND l.locktype <> 'advisory' AND a.datname = current_database()
  ), 0)::float8 * 1000 AS waiting,
  coalesce((SELECT max(extract(epoch FROM replay_lag)) FROM pg_stat_replication), 0)::float8 * 1000 AS replica`;

/**
 * The size of the next batch. A statement that changes a row of a batch waits until the batch is over, so a batch takes
 * no longer than statements may be kept waiting: it is halved when it did, and grows again when it is far from it.
 */
export function nextSize(
  size: number,
  { took, maxLag, largest }: { readonly took: number; readonly maxLag: number; readonly largest: number },
): number {
  if (took > maxLag) return Math.max(1, Math.floor(size / 2));
  return took < maxLag / 4 ? Math.min(largest, size * 2) : size;
}

/** Milliseconds before the question is asked again: 100, 200, 400, … at most five seconds. */
export function lengthenPause(attempt: number): number {
  return Math.min(5000, 100 * 2 ** Math.min(attempt, 10));
}

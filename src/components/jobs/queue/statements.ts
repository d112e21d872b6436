/** The schema of the queue's tables. The migration `add_job_queue` makes it. */
export const schema = 'tessera_jobs';

/** The version of the library's tables that this code was written for. */
export const schemaVersion = 24;

const mine = `FROM unnest($1::text[], $2::uuid[], $3::int[]) AS mine(name, id, attempt)
  WHERE j.name = mine.name AND j.id = mine.id AND j.retry_count = mine.attempt AND j.state = 'active'`;

/** What the library has no function for. */
export const statements = {
  declare: `INSERT INTO ${schema}.queue AS q (name, policy, retry_limit, retry_delay, retry_backoff, partition_name)
    VALUES ($1, $2, $3, $4, $5, 'job_default')
    ON CONFLICT (name) DO UPDATE SET policy = excluded.policy, retry_limit = excluded.retry_limit,
      retry_delay = excluded.retry_delay, retry_backoff = excluded.retry_backoff, updated_on = now()
    WHERE (q.policy, q.retry_limit, q.retry_delay, q.retry_backoff)
      IS DISTINCT FROM (excluded.policy, excluded.retry_limit, excluded.retry_delay, excluded.retry_backoff)`,
  isKnown: `SELECT 1 FROM ${schema}.queue WHERE name = $1`,
  holder: `SELECT id FROM ${schema}.job WHERE name = $1 AND singleton_key = $2 AND state <= 'active'
    ORDER BY state, created_on DESC LIMIT 1`,
  ready: `SELECT q.name FROM ${schema}.queue q
    WHERE split_part(q.name, '@', 1) = ANY($1::text[])
      AND EXISTS (SELECT FROM ${schema}.job j WHERE j.name = q.name AND j.state < 'active' AND j.start_after < now())
      AND NOT EXISTS (SELECT FROM job_pauses p WHERE p.queue = split_part(q.name, '@', 1))
    ORDER BY random()`,
  // A queue that was filled a moment ago has no statistics yet. PostgreSQL would read and sort all of it for the next job,
  // 0.1 s at 15,000, instead of beginning where the index `job_default_next` does.
  beginTaking: 'BEGIN; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off',
  lock: `SELECT pg_advisory_xact_lock(hashtextextended('${schema}.' || $1, 0))`,
  running: `SELECT count(*)::int AS total, count(*) FILTER (WHERE name = $2)::int AS own
    FROM ${schema}.job WHERE state = 'active' AND (name = $1 OR starts_with(name, $1 || '@'))`,
  own: `SELECT 1 AS own FROM ${schema}.job
    WHERE name = $1 AND id = $2 AND retry_count = $3 AND state = 'active' FOR UPDATE`,
  /** The library's `fail` then sees whether there is an attempt left, and the next one begins with a lease of usual length. */
  failing: `UPDATE ${schema}.job SET expire_in = $4 * interval '1 second',
      retry_limit = CASE WHEN $3 THEN retry_count ELSE retry_limit END
    WHERE name = $1 AND id = $2 RETURNING retry_count >= retry_limit AS "isLast"`,
  release: `UPDATE ${schema}.job j
    SET state = 'retry', start_after = now(), expire_in = $4 * interval '1 second',
      retry_limit = greatest(j.retry_limit, j.retry_count + 1) ${mine}`,
  keep: `UPDATE ${schema}.job j
    SET expire_in = (clock_timestamp() - j.started_on) + $4 * interval '1 second' ${mine} RETURNING j.id`,
  // A process that died is not the job's failure: the attempt does not count. But one that ends each process that takes it is.
  recover: `UPDATE ${schema}.job
    SET state = 'retry', start_after = now(), expire_in = $2 * interval '1 second',
      retry_limit = greatest(retry_limit, retry_count + 1),
      data = jsonb_set(data, '{lost}', to_jsonb(COALESCE((data->>'lost')::int, 0) + 1))
    WHERE state = 'active' AND started_on + expire_in < now() AND COALESCE((data->>'lost')::int, 0) < $1
    RETURNING id`,
  giveUp: `UPDATE ${schema}.job SET state = 'failed', completed_on = now(), output = $2::jsonb
    WHERE state = 'active' AND started_on + expire_in < now() AND COALESCE((data->>'lost')::int, 0) >= $1
    RETURNING id`,
  tidyTurn: `UPDATE ${schema}.version SET maintained_on = now()
    WHERE maintained_on IS NULL OR maintained_on < now() - interval '60 seconds' RETURNING version`,
  dropArchived: `DELETE FROM ${schema}.archive WHERE archived_on < now() - interval '7 days'`,
  dropProgress: `DELETE FROM job_progress WHERE "updatedAt" < now() - interval '14 days'`,
  dropWorkers: `DELETE FROM job_workers WHERE "seenAt" < now() - interval '1 day'`,
  /** The library leaves when it ended, by which it would move the job away while it waits. */
  again: `UPDATE ${schema}.job
    SET completed_on = NULL, start_after = now(), output = NULL, expire_in = $3 * interval '1 second',
      data = data - 'lost' - 'deadline'
    WHERE name = $1 AND id = $2`,
  counts: `SELECT split_part(name, '@', 1) AS queue, state::text AS state, count(*)::int AS count
    FROM ${schema}.job GROUP BY 1, 2 ORDER BY 1, 2`,
  isInstalled: `SELECT 1 AS installed WHERE to_regclass('${schema}.version') IS NOT NULL`,
  version: `SELECT version FROM ${schema}.version`,
} as const;

/** How a job is read. */
export const columns = `id, name AS queue, state::text AS state, priority, singleton_key AS key,
  retry_count AS "retryCount", retry_limit AS "retryLimit", data, output, created_on AS "createdAt",
  start_after AS "startAfter", started_on AS "startedAt", completed_on AS "endedAt"`;

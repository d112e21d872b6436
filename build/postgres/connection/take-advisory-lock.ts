import type pg from 'pg';
import { asDriverError, timedOut } from './connection-error.ts';

/** The statement by which the engine keeps two migrations of one database apart. */
const TAKES_LOCK = /^\s*SELECT pg_advisory_lock\((\d+)\);?\s*$/i;
/** Milliseconds; the native engine's. */
const LOCK_TIMEOUT = 10_000;
/** What the engine locks while it migrates a database. */
const MIGRATION_LOCK = 'SELECT pg_advisory_lock(72707369)';
/** A deploy may build indexes for long; the second one waits this long, in milliseconds. */
const MIGRATION_TIMEOUT = 30 * 60_000;
const LOCK_NOT_AVAILABLE = '55P03';

/** What holds the lock: one connection, not a pool of several. */
export interface LockingSession {
  readonly pool: Pick<pg.Pool, 'query'>;
}

/** Whether a script of the engine's is the request for its lock. */
export function isLockRequest(script: string): boolean {
  return TAKES_LOCK.test(script);
}

/**
 * Takes the engine's lock, and gives up after ten seconds as the native engine does: the WebAssembly one has
 * no clock of its own and would wait for ever.
 *
 * @throws EngineError P1002
 */
export async function takeAdvisoryLock(
  session: LockingSession,
  script: string,
  timeout = LOCK_TIMEOUT,
): Promise<void> {
  await session.pool.query(`SET lock_timeout = ${String(timeout)}`);
  try {
    await session.pool.query(script);
  } catch (error) {
    if (asDriverError(error).code !== LOCK_NOT_AVAILABLE) throw error;
    throw timedOut(
      `Timed out trying to acquire a postgres advisory lock (${script.trim()}). Timeout: ${String(timeout)}ms. See https://pris.ly/d/migrate-advisory-locking for details.`,
    );
  } finally {
    await session.pool.query('RESET lock_timeout');
  }
}

/**
 * Takes the lock under which a database is migrated, until the session ends. The engine, which then finds it taken by
 * its own session, waits ten seconds at most; here the second of two deploys waits for the first.
 *
 * @param onWait Called when another session holds it.
 * @throws EngineError P1002 after half an hour.
 */
export async function takeMigrationLock(
  session: LockingSession,
  onWait: () => Promise<void> | void = () => undefined,
): Promise<void> {
  const attempt = MIGRATION_LOCK.replace('pg_advisory_lock', 'pg_try_advisory_lock');
  const { rows } = await session.pool.query<Record<string, boolean>>(attempt);
  if (rows[0]?.['pg_try_advisory_lock'] === true) return;
  await onWait();
  await takeAdvisoryLock(session, MIGRATION_LOCK, MIGRATION_TIMEOUT);
}

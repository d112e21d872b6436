import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Session } from '../connection/open-session.ts';
import { quoteIdentifier } from '../names/quote-identifier.ts';

/**
 * A name for a database that lives as long as a session at most: behind the prefix stand the session's process on the server
 * and when it began, so that what a killed command left behind can be told from what is in use.
 *
 * @param prefix at most 30 bytes
 */
export async function temporaryDatabaseName(prefix: string, session: Session): Promise<string> {
  // Not `session.backendPid`: after an error the pool may have replaced the connection that it was read on.
  const { rows } = await session.pool.query<{ owner: string }>(
    `SELECT pid || '_' || ${began} AS owner FROM pg_stat_activity WHERE pid = pg_backend_pid()`,
  );
  const random = randomBytes(6).toString('hex');
  return `${prefix}${rows[0]?.owner ?? '0_0'}_${random}`;
}

/** In milliseconds. */
const began = 'floor(extract(epoch FROM backend_start) * 1000)::bigint::text';

/**
 * Drops the databases of one prefix whose sessions are gone, and that this role owns. One that is in use all the same
 * (behind a pooler a session may outlive its process) is left: nothing is forced.
 */
export async function sweepTemporary(prefix: string, session: Session): Promise<void> {
  const text = pg.escapeLiteral(prefix);
  // Without parameters: the engine's pool passes texts only.
  const { rows } = await session.pool.query<{ name: string }>(
    `SELECT d.datname::text AS name
     FROM pg_database d, regexp_match(d.datname, '^' || ${text} || '(\\d+)_(\\d+)_[0-9a-f]+$') AS owner
     WHERE starts_with(d.datname, ${text}) AND owner IS NOT NULL AND pg_get_userbyid(d.datdba) = current_user
       AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = d.datname)
       AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid::text = owner[1] AND ${began} = owner[2])`,
  );
  for (const { name } of rows) {
    await session.pool.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)}`).catch(() => {
      // Another command sweeps at the same moment, or has connected: the next one tries again.
    });
  }
}

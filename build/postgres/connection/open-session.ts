import pg from 'pg';
import { toConnectionError, isTlsUnsupported } from './connection-error.ts';
import { type ConnectionOptions } from './connection-options.ts';
import { quoteIdentifier } from '../names/quote-identifier.ts';

/**
 * One connection to one database. A pool of exactly one, because what the engine does depends on session
 * state (advisory lock, search path), and because the driver adapter takes a pool.
 */
export interface Session {
  readonly pool: pg.Pool;
  readonly target: ConnectionOptions;
  /** The server's process, to end a statement from outside. */
  readonly backendPid: number;
}

/**
 * Connects and sets the search path, as the native engine does on every connection, and the time zone.
 *
 * @param database Another database on the same server. Default: the one of the options.
 * @throws EngineError P1000, P1001, P1002, P1003, P1010, P1011
 */
export async function openSession(options: ConnectionOptions, database = options.database): Promise<Session> {
  const target = { ...options, database };
  if (options.tls.mode === 'prefer') {
    try {
      return await connect(target, true);
    } catch (error) {
      if (!isTlsUnsupported(error)) throw toConnectionError(error, target);
    }
  }
  try {
    return await connect(target, options.tls.mode === 'require');
  } catch (error) {
    throw toConnectionError(error, target);
  }
}

/** Ends the connection; never throws, for a connection that is already gone is as closed as it gets. */
export async function closeSession(session: Session): Promise<void> {
  if (session.pool.ended) return;
  await session.pool.end().catch(() => undefined);
}

async function connect(target: ConnectionOptions, useTls: boolean): Promise<Session> {
  const pool = new pg.Pool({ ...poolConfig(target), ssl: useTls ? target.tls.socket : false });
  // Without a listener a lost idle connection would end the process; the next query reports it anyway.
  pool.on('error', ignore);
  // Nor does one that is lost while it is checked out.
  pool.on('connect', (client) => client.on('error', ignore));
  try {
    const path = quoteIdentifier(target.schema);
    // A role that policies hold for would change and count no row without a word; this way PostgreSQL refuses.
    await pool.query(`SET search_path = ${path}; SET row_security = off; ${timeZone(target)}`);
    const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return { pool, target, backendPid: rows[0]?.pid ?? 0 };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/**
 * PostgreSQL prints a stored moment in the zone of the session: without a fixed one a default with a time zone differs
 * from server to server. UTC is what the application's connections speak, too. A zone in the URL's `options` is meant.
 */
function timeZone({ startupOptions = '' }: ConnectionOptions): string {
  return /\btimezone\s*=/i.test(startupOptions) ? '' : "SET TIME ZONE 'UTC'";
}

function poolConfig(target: ConnectionOptions): pg.PoolConfig {
  return {
    host: target.host,
    port: target.port,
    user: target.user,
    // An empty password keeps pg from reading PGPASSWORD or ~/.pgpass, which the native engine does not read.
    password: target.password ?? '',
    database: target.database,
    max: 1,
    idleTimeoutMillis: 0,
    keepAlive: true,
    application_name: target.applicationName,
    ...(target.startupOptions !== undefined && { options: target.startupOptions }),
    ...(target.connectTimeout > 0 && { connectionTimeoutMillis: target.connectTimeout * 1000 }),
  };
}

function ignore(): void {
  // The next statement on the connection fails by itself.
}

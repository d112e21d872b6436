import pg from 'pg';
import { type DatabaseOptions } from './database-options.ts';
import { PoolTimeoutError } from './pool-timeout.error.ts';

const milliseconds = (seconds: number): number => Math.round(seconds * 1000);

type ConnectCallback = Parameters<pg.Pool['connect']>[0];

/**
 * Prisma's driver drops the offset of what it reads and writes: in a session that is not in UTC every `timestamptz`
 * would be off by hours for whoever else reads it. The pool waits for the answer.
 */
const speakUtc = (client: pg.ClientBase): unknown => client.query("SET TIME ZONE 'UTC'");

/** node-postgres' pool, with an error of its own for "no connection became free in time". */
export class ConnectionPool extends pg.Pool {
  readonly settings: DatabaseOptions;
  #hasConnected = false;

  constructor(settings: DatabaseOptions) {
    super({
      connectionString: settings.url,
      application_name: 'tessera',
      max: settings.poolMax,
      connectionTimeoutMillis: milliseconds(settings.poolTimeout),
      idleTimeoutMillis: milliseconds(settings.poolIdleTimeout),
      // An explicit 0 would override the role's own setting.
      ...(settings.statementTimeout > 0 && { statement_timeout: milliseconds(settings.statementTimeout) }),
      keepAlive: true,
      onConnect: speakUtc,
    });
    this.settings = settings;
    this.once('connect', () => {
      this.#hasConnected = true;
    });
    // The client that uses the pool tells of idle connections that break. There is none before its first query, between
    // two of a hot swap and after the last, and an error nobody listens for would end the process.
    this.on('error', () => undefined);
  }

  /** Whether the database has answered at least once. */
  get hasConnected(): boolean {
    return this.#hasConnected;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | undefined {
    if (callback === undefined) {
      return super.connect().catch((error: unknown) => {
        throw named(error);
      });
    }
    super.connect((error, client, done) => {
      callback(error && named(error), client, done);
    });
    return undefined;
  }
}

// node-postgres gives these failures no code: no connection became free, a new one was not ready in time.
// A test against a real, exhausted pool holds the first text.
const timeouts = [
  'timeout exceeded when trying to connect',
  'Connection terminated due to connection timeout',
];

function named(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('The connection failed', { cause: error });
  return timeouts.includes(error.message)
    ? new PoolTimeoutError('No database connection became free in time', { cause: error })
    : error;
}

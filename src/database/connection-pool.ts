import pg from 'pg';
import { requestSignal } from '../http/index.ts';
import { type DatabaseOptions } from './database-options.ts';
import { ConnectionLostError, lostConnection } from './connection-lost.error.ts';
import { DatabaseConnection } from './database-connection.ts';
import { PoolTimeoutError } from './pool-timeout.error.ts';
import { prepareSession } from './prepare-session.ts';

const milliseconds = (seconds: number): number => Math.round(seconds * 1000);

type ConnectCallback = Parameters<pg.Pool['connect']>[0];

/**
 * node-postgres' pool, with errors of their own for "no connection became free in time" and "the connection is gone".
 * What a client that hung up was waiting for is ended with its connection.
 */
export class ConnectionPool extends pg.Pool {
  readonly settings: DatabaseOptions;
  readonly #letGo = new WeakMap<pg.ClientBase, () => void>();
  #hasConnected = false;

  constructor(settings: DatabaseOptions) {
    super({
      connectionString: settings.url,
      application_name: 'tessera',
      max: settings.poolMax,
      connectionTimeoutMillis: milliseconds(settings.poolTimeout),
      idleTimeoutMillis: milliseconds(settings.poolIdleTimeout),
      keepAlive: true,
      Client: DatabaseConnection,
      // The pool waits for the promise.
      onConnect: (client): unknown => prepareSession(client, settings),
    });
    this.settings = settings;
    this.once('connect', () => {
      this.#hasConnected = true;
    });
    this.on('release', (_error, client) => {
      this.#letGo.get(client)?.();
    });
    // The client that uses the pool tells of idle connections that break. There is none before its first query, between
    // two of a hot swap and after the last, and an error without a listener would end the process.
    this.on('error', () => undefined);
  }

  /** Whether the database has answered at least once. */
  get hasConnected(): boolean {
    return this.#hasConnected;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | undefined {
    const signal = requestSignal();
    if (callback === undefined) {
      return super.connect().then(
        (client) => {
          if (this.#isWanted(client, signal)) return client;
          throw hungUp();
        },
        (error: unknown) => {
          throw named(error);
        },
      );
    }
    super.connect((error, client, done) => {
      if (client === undefined || this.#isWanted(client, signal))
        callback(error && named(error), client, done);
      else callback(hungUp(), undefined, done);
    });
    return undefined;
  }

  /** Ends the connection when the client of the request hangs up while the request has it. */
  #isWanted(client: pg.PoolClient, signal: AbortSignal | undefined): boolean {
    if (signal === undefined) return true;
    if (signal.aborted) {
      client.release();
      return false;
    }
    const end = (): void => {
      void client.end();
    };
    signal.addEventListener('abort', end);
    this.#letGo.set(client, () => {
      signal.removeEventListener('abort', end);
    });
    return true;
  }
}

// node-postgres gives these failures no code: no connection became free, a new one was not ready in time.
// A test against a real, exhausted pool holds the first text.
const timeouts = [
  'timeout exceeded when trying to connect',
  'Connection terminated due to connection timeout',
];

function named(error: unknown): Error {
  if (error instanceof Error && timeouts.includes(error.message)) {
    return new PoolTimeoutError('No database connection became free in time', { cause: error });
  }
  return lostConnection(error);
}

function hungUp(): ConnectionLostError {
  return new ConnectionLostError('The client hung up before the database was asked');
}

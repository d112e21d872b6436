import pg from 'pg';
import { requestSignal } from '../http/index.ts';
import { type DatabaseOptions } from './database-options.ts';
import { ConnectionLostError, lostConnection } from './connection-lost.error.ts';
import { type ConnectionOptions, DatabaseConnection } from './database-connection.ts';
import { SqlLog } from './sql-log/sql-log.ts';
import { PoolTimeoutError } from './pool-timeout.error.ts';
import { prepareSession } from './prepare-session.ts';
import { sendInSession } from './tenants/send-in-session.ts';
import { currentSession, type Session } from './tenants/session.ts';

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
    const { sqlLog } = settings;
    const log = sqlLog.statements !== 'off' || sqlLog.slow > 0 ? new SqlLog(sqlLog) : undefined;
    const given: pg.PoolConfig & ConnectionOptions = {
      connectionString: settings.url,
      application_name: 'tessera',
      max: settings.poolMax,
      connectionTimeoutMillis: milliseconds(settings.poolTimeout),
      idleTimeoutMillis: milliseconds(settings.poolIdleTimeout),
      keepAlive: true,
      // Statements that belong together are sent without waiting for the answers in between.
      pipeline: true,
      Client: DatabaseConnection,
      // The pool waits for the promise.
      onConnect: (client): unknown => prepareSession(client, settings),
      // The pool hands its options on to each connection.
      sqlLog: log,
    };
    super(given);
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
    // The server may end a connection in the moment it is handed over, when its user does not listen yet.
    this.on('connect', (client) => {
      client.on('error', () => undefined);
    });
    const query = this.query.bind(this);
    // Not a method: its overloads are the driver's business.
    Object.defineProperty(this, 'query', {
      value: (...args: unknown[]): unknown => {
        const session = currentSession();
        const [statement] = args;
        const isPlain = session === undefined || typeof statement !== 'object' || statement === null;
        return isPlain ? Reflect.apply(query, this, args) : this.#queryInSession(statement, session);
      },
    });
  }

  /** Whether it matters whose query is sent. */
  get logs(): boolean {
    const { statements, slow } = this.settings.sqlLog;
    return statements !== 'off' || slow > 0;
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

  async #queryInSession(query: object, session: Session): Promise<unknown> {
    const client = await this.connect();
    if (!(client instanceof DatabaseConnection)) throw new TypeError('The pool made a foreign connection');
    // Without a listener the end of a connection would be the end of the process; what waits for it fails anyway.
    const ignore = (): void => undefined;
    client.on('error', ignore);
    const { result, isClean } = await sendInSession(client.sendTogether, query, session);
    client.removeListener('error', ignore);
    client.release(!isClean);
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  }

  /** Ends the connection when the client of the request hangs up while the request has it. */
  #isWanted(client: pg.PoolClient, signal: AbortSignal | undefined): boolean {
    if (signal === undefined) return true;
    if (signal.aborted) {
      client.release();
      return false;
    }
    const end = (): void => {
      if (client instanceof DatabaseConnection) client.breakOff();
      else void client.end();
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

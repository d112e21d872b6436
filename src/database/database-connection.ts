import pg from 'pg';
import { lostConnection } from './connection-lost.error.ts';
import { type SqlLog } from './sql-log/sql-log.ts';
import { type SendTogether } from './tenants/send-in-session.ts';
import { settingFailure } from './tenants/session.ts';
import { type Plan, SessionTransaction } from './tenants/session-transaction.ts';
import { TransactionAbortedError } from './transactions/transaction-aborted.error.ts';

/** What of ours a connection is made with. */
export interface ConnectionOptions {
  readonly sqlLog?: SqlLog | undefined;
}

/**
 * One connection to the database. What fails because the connection is gone fails with `ConnectionLostError`:
 * node-postgres gives most of these errors neither a class nor a code ("Connection terminated unexpectedly", "Client
 * has encountered a connection error and is not queryable"), and Prisma's driver passes on what it does not know.
 *
 * A COMMIT that PostgreSQL turns into a rollback is an error: Prisma would take it for saved. In a transaction of a
 * tenant PostgreSQL knows which.
 */
export class DatabaseConnection extends pg.Client {
  readonly #send: (args: unknown[]) => unknown;
  readonly #transaction = new SessionTransaction();

  constructor(config?: pg.ClientConfig & ConnectionOptions) {
    super(config);
    const log = config?.sqlLog;
    const query = this.query.bind(this);
    this.#send = (args) => {
      const check = textOf(args[0]) === 'COMMIT' ? refuseRollback : undefined;
      const sent = log?.begin(args[0]);
      const ended = (error?: unknown): void => {
        if (sent !== undefined) log?.end(sent, error);
      };
      const callback = args.at(-1);
      if (typeof callback === 'function') {
        args[args.length - 1] = (error: unknown, result: unknown): void => {
          const failure = error ? this.#named(error) : check?.(result);
          ended(failure);
          Reflect.apply(callback, undefined, failure ? [failure] : [error, result]);
        };
      }
      const result: unknown = Reflect.apply(query, this, args);
      if (!(result instanceof Promise)) return result;
      return result.then(
        (answer: unknown) => {
          const failure = check?.(answer);
          ended(failure);
          if (failure) throw failure;
          return answer;
        },
        (error: unknown) => {
          ended(error);
          throw this.#named(error);
        },
      );
    };
    // Not a method: its overloads are the driver's business.
    Object.defineProperty(this, 'query', {
      value: (...args: unknown[]): unknown => {
        const text = textOf(args[0]);
        const isPromised = args.length === 1 && text !== undefined;
        const plan = isPromised ? this.#transaction.plan(text, args[0]) : undefined;
        return plan === undefined ? this.#send(args) : this.#sendPlan(plan);
      },
    });
  }

  /** Sends statements in one packet and waits for all the answers. */
  readonly sendTogether: SendTogether = async (statements) => {
    const { stream } = this.connection;
    stream.cork();
    const answers = statements.map((statement) => this.#send([statement]));
    stream.uncork();
    return Promise.allSettled(answers);
  };

  /** Ends the connection at once, with whatever is under way on it. */
  breakOff(): void {
    this.connection.stream.destroy();
  }

  /** A client's error event is always one of its connection; the pool answers the query under way with it. */
  override emit(event: string | symbol, ...args: unknown[]): boolean {
    return event === 'error' ? super.emit(event, lostConnection(args[0])) : super.emit(event, ...args);
  }

  async #sendPlan({ statements, answer, setting, session }: Plan): Promise<unknown> {
    const results = await this.sendTogether(statements);
    const set = setting === undefined ? undefined : results[setting];
    if (set?.status === 'rejected') throw settingFailure({ tenant: session?.tenant }, set.reason);
    const own = results[answer];
    // The statement's own failure says more than that of what was sent with it.
    const failure = own?.status === 'rejected' ? own : results.find(({ status }) => status === 'rejected');
    if (failure?.status === 'rejected') throw failure.reason;
    return own?.status === 'fulfilled' ? own.value : undefined;
  }

  #named(error: unknown): unknown {
    const { readable, writable } = this.connection.stream;
    return readable && writable ? error : lostConnection(error);
  }
}

/** @param query the first argument of `query()`: a text, or an object with one */
function textOf(query: unknown): string | undefined {
  const text = typeof query === 'object' && query !== null && 'text' in query ? query.text : query;
  return typeof text === 'string' ? text : undefined;
}

/** PostgreSQL answers the COMMIT of a transaction in which something failed with "ROLLBACK". */
function refuseRollback(result: unknown): TransactionAbortedError | undefined {
  const isRolledBack =
    typeof result === 'object' && result !== null && 'command' in result && result.command === 'ROLLBACK';
  return isRolledBack ? new TransactionAbortedError() : undefined;
}

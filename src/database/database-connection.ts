import pg from 'pg';
import { lostConnection } from './connection-lost.error.ts';

/**
 * One connection to the database. What fails because the connection is gone fails with `ConnectionLostError`:
 * node-postgres gives most of these errors neither a class nor a code ("Connection terminated unexpectedly", "Client
 * has encountered a connection error and is not queryable"), and Prisma's driver passes on what it does not know.
 */
export class DatabaseConnection extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this);
    // Not a method: its overloads are the driver's business.
    Object.defineProperty(this, 'query', {
      value: (...args: unknown[]): unknown => {
        const callback = args.at(-1);
        if (typeof callback === 'function') {
          args[args.length - 1] = (error: unknown, result: unknown): void => {
            Reflect.apply(callback, undefined, [error && this.#named(error), result]);
          };
        }
        const result: unknown = Reflect.apply(query, this, args);
        if (!(result instanceof Promise)) return result;
        return result.catch((error: unknown) => {
          throw this.#named(error);
        });
      },
    });
  }

  /** A client's error event is always one of its connection; the pool answers the query under way with it. */
  override emit(event: string | symbol, ...args: unknown[]): boolean {
    return event === 'error' ? super.emit(event, lostConnection(args[0])) : super.emit(event, ...args);
  }

  #named(error: unknown): unknown {
    const { readable, writable } = this.connection.stream;
    return readable && writable ? error : lostConnection(error);
  }
}

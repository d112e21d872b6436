import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ExtendedClient } from '../extensions/extended-client.ts';
import { runTransaction, type TransactionOptions } from './run-transaction.ts';

/** Of the applications of this process, in the order they were made: in development two overlap during a swap. */
const running: Transactions[] = [];

/** Opens transactions that everything joins which is called inside, with the client it has anyway. */
@Injectable()
export class Transactions implements OnApplicationShutdown {
  readonly #extended: ExtendedClient;

  constructor(@Inject(ExtendedClient) extended: ExtendedClient) {
    this.#extended = extended;
    running.push(this);
  }

  /** Runs `work` in a transaction; inside another one, in a savepoint of it. @throws what `work` throws, after the rollback */
  run<T>(work: () => Promise<T>, options?: TransactionOptions): Promise<T> {
    return runTransaction(this.#extended, work, options);
  }

  onApplicationShutdown(): void {
    running.splice(running.indexOf(this), 1);
  }
}

/**
 * Runs `work` in a transaction of the application, where no `Transactions` can be injected. With several applications in
 * one process it is the one that was made last.
 *
 * @example
 * await transaction(async () => {
 *   const order = await this.orders.create(input);
 *   await this.stock.take(order); // another component's service: one transaction
 * });
 */
export async function transaction<T>(work: () => Promise<T>, options?: TransactionOptions): Promise<T> {
  const last = running.at(-1);
  if (last === undefined) throw new TypeError('There is no application to open a transaction in');
  return last.run(work, options);
}

import { Inject } from '@nestjs/common';
import { type TransactionOptions } from './run-transaction.ts';
import { Transactions } from './transactions.ts';

/** Where Nest puts the application's `Transactions` into an object with transactional methods. */
const injected = Symbol('tessera:transactions');

/**
 * Runs a method of a provider or controller in a transaction: everything it calls joins, of whichever component it is. In a
 * transaction that is open already, the method is a savepoint of it.
 *
 * @example
 * @Transactional({ isolationLevel: 'Serializable' })
 * async move(id: string) { … }
 */
export function Transactional(options?: TransactionOptions) {
  return <Result>(
    target: object,
    _key: string | symbol,
    descriptor: TypedPropertyDescriptor<(...args: never[]) => Promise<Result>>,
  ): void => {
    const method = descriptor.value;
    if (method === undefined) throw new TypeError('@Transactional() belongs on a method');
    Inject(Transactions)(target, injected);
    const inTransaction = function (this: object, ...args: never[]): Promise<Result> {
      const transactions: unknown = Reflect.get(this, injected);
      if (!(transactions instanceof Transactions)) {
        throw new TypeError('@Transactional() works on objects that Nest makes');
      }
      return transactions.run(() => method.apply(this, args), options);
    };
    // Routes, guards and their like are on the function.
    for (const key of Reflect.getMetadataKeys(method)) {
      Reflect.defineMetadata(key, Reflect.getMetadata(key, method), inTransaction);
    }
    Object.defineProperty(inTransaction, 'name', { value: method.name });
    descriptor.value = inTransaction;
  };
}

import { AsyncLocalStorage } from 'node:async_hooks';

/** Work to be done once everything is committed. */
export type AfterCommit = () => unknown;

/** A transaction, or a savepoint in one, whose work is under way. */
export interface OpenTransaction {
  /** The client of the application it belongs to: two applications of one process have nothing in common. */
  readonly root: object;
  /** Prisma's client of this transaction. */
  readonly client: object;
  readonly afterCommit: AfterCommit[];
  /** Resolves when no savepoint of it is open: PostgreSQL has one stack of them, so that there is one at a time. */
  nested: Promise<unknown>;
}

const storage = new AsyncLocalStorage<OpenTransaction | undefined>();

/** The transaction that the running code belongs to. */
export function currentTransaction(root: object): OpenTransaction | undefined {
  const open = storage.getStore();
  return open?.root === root ? open : undefined;
}

/** The transaction that the running code belongs to, whichever application's it is. */
export function anyTransaction(): OpenTransaction | undefined {
  return storage.getStore();
}

/** Runs `work` with all it starts inside a transaction, or outside every one. */
export function runInside<T>(open: OpenTransaction | undefined, work: () => T): T {
  return storage.run(open, work);
}

import { ContextKey } from '../../context/index.ts';

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

const transaction = new ContextKey<OpenTransaction | undefined>('transaction');

/** The transaction that the running code belongs to. */
export function currentTransaction(root: object): OpenTransaction | undefined {
  const open = transaction.get();
  return open?.root === root ? open : undefined;
}

/** Runs `work` with all it starts inside a transaction, or outside every one. */
export function runInside<T>(open: OpenTransaction | undefined, work: () => T): T {
  return transaction.run(open, work);
}

/**
 * Calls `hook` after the outermost transaction around the caller has committed, and never when it, or the savepoint the
 * caller is in, is rolled back. Outside of a transaction it is called at once. What it throws is logged: the rows are there.
 *
 * @returns resolves when the hook is noted, or, outside of a transaction, when it has run.
 */
export async function afterCommit(hook: AfterCommit): Promise<void> {
  const open = transaction.get();
  if (open === undefined) await hook();
  else open.afterCommit.push(hook);
}

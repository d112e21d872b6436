import { Logger } from '@nestjs/common';
import { type Prisma } from '../../generated/prisma/client.ts';
import { type RootClient } from '../root-client.ts';
import { currentTransaction, type OpenTransaction, runInside } from './open-transaction.ts';
import { NestedIsolationError } from './nested-isolation.error.ts';

export interface TransactionOptions {
  /** Only for a transaction that is not inside another one. @default what the database says: read committed */
  readonly isolationLevel?: Prisma.TransactionIsolationLevel | undefined;
  /** Milliseconds after which it is rolled back. @default 5000 */
  readonly timeout?: number | undefined;
  /** Milliseconds to wait for a connection. @default 2000 */
  readonly maxWait?: number | undefined;
}

/** What a transaction belongs to, and the client that begins it. */
export interface Application {
  readonly root: RootClient;
  readonly client: Transacting;
}

/** What has Prisma's `$transaction`: a client, or one inside a transaction. */
export type Transacting = Pick<RootClient, '$transaction'>;

/**
 * Runs `work` in a transaction: a new one, or, inside another, a savepoint of it. All that `work` calls joins, with
 * whichever client it has.
 *
 * @param parent the transaction to join. @default the one the running code belongs to
 */
export function runTransaction<T>(
  { root, client }: Application,
  work: (open: OpenTransaction) => Promise<T>,
  options: TransactionOptions = {},
  parent: OpenTransaction | undefined = currentTransaction(root),
): Promise<T> {
  return parent === undefined
    ? outermost({ root, client }, work, options)
    : savepoint(root, parent, work, options);
}

async function outermost<T>(
  { root, client }: Application,
  work: (open: OpenTransaction) => Promise<T>,
  { isolationLevel, timeout, maxWait }: TransactionOptions,
): Promise<T> {
  const afterCommit: OpenTransaction['afterCommit'] = [];
  const result = await client.$transaction(
    (inner) => enter({ root, client: inner, afterCommit, nested: Promise.resolve() }, work),
    {
      ...(isolationLevel !== undefined && { isolationLevel }),
      ...(timeout !== undefined && { timeout }),
      ...(maxWait !== undefined && { maxWait }),
    },
  );
  for (const hook of afterCommit) {
    try {
      await runInside(undefined, async () => await hook());
    } catch (error) {
      // The rows are there: that what follows failed must not look as if they were not.
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      new Logger('Transactions').error(`What was to follow the commit failed: ${reason}`);
    }
  }
  return result;
}

async function savepoint<T>(
  root: RootClient,
  parent: OpenTransaction,
  work: (open: OpenTransaction) => Promise<T>,
  { isolationLevel }: TransactionOptions,
): Promise<T> {
  if (isolationLevel !== undefined) throw new NestedIsolationError(isolationLevel);
  const { client } = parent;
  if (!canNest(client)) throw new TypeError('The client of the open transaction cannot open another one');
  const afterCommit: OpenTransaction['afterCommit'] = [];
  const before = parent.nested;
  const own = before.then(() =>
    client.$transaction((inner) =>
      enter({ root, client: inner, afterCommit, nested: Promise.resolve() }, work),
    ),
  );
  // The next one waits for the end of this one, however it ends.
  parent.nested = own.catch(() => undefined);
  const result = await own;
  // What was rolled back has nothing to say after the commit.
  parent.afterCommit.push(...afterCommit);
  return result;
}

function enter<T>(open: OpenTransaction, work: (open: OpenTransaction) => Promise<T>): Promise<T> {
  return runInside(open, async () => await work(open));
}

function canNest(client: object): client is Transacting {
  return '$transaction' in client && typeof client.$transaction === 'function';
}

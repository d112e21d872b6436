/**
 * A transaction was to be committed in which a statement had failed: PostgreSQL rolls it back and says so, without an error.
 */
export class TransactionAbortedError extends Error {
  override readonly name = 'TransactionAbortedError';

  constructor() {
    super(
      'Nothing of the transaction was saved: a statement in it failed, and the error was caught. Let the error pass, or run what may fail in a transaction inside the transaction: of that only its own part is rolled back.',
    );
  }
}

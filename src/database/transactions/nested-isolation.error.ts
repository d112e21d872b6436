/** An isolation level was asked for inside a transaction that has begun with another one. */
export class NestedIsolationError extends Error {
  override readonly name = 'NestedIsolationError';

  constructor(level: string) {
    super(
      `A transaction inside another one cannot have the isolation level ${level}: say it where the outermost one begins.`,
    );
  }
}

/** A query cannot be kept to the rows that its sender may reach, and is not sent: a mistake in the component's code. */
export class UnlimitedQueryError extends Error {
  override readonly name = 'UnlimitedQueryError';
  readonly code = 'ACCESS.UNLIMITED_QUERY';

  constructor(message: string) {
    super(`ACCESS.UNLIMITED_QUERY: ${message}`);
  }
}

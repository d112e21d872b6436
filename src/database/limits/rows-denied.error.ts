/** The sender may not read or write these rows; answered with 403. */
export class RowsDeniedError extends Error {
  override readonly name = 'RowsDeniedError';
  readonly code = 'ACCESS.ROWS_DENIED';
  // The sender may read the message.
  readonly status = 403;
  readonly expose = true;

  constructor(message: string) {
    super(`ACCESS.ROWS_DENIED: ${message}`);
  }
}

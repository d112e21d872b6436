/** The database did not answer within the connect timeout. The message is fit for an operator's eyes. */
export class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError';

  /**
   * @param place host and database, without credentials.
   * @param timeout how long it was tried, in seconds.
   */
  constructor(place: string, timeout: number, reason: string, cause: unknown) {
    super(`The database at ${place} could not be reached within ${timeout} s: ${reason}`, { cause });
  }
}

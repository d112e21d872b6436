import pg from 'pg';

/** The connection to the database broke, or could not be made, for a reason the driver gives no code. */
export class ConnectionLostError extends Error {}

/** What Prisma's driver knows by itself. */
const knownToDriver: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT']);

/** Names a failure of a connection. What has a code the driver knows, or the database itself said, stays as it is. */
export function lostConnection(error: unknown): Error {
  if (!(error instanceof Error)) return new ConnectionLostError(String(error));
  const isKnown =
    error instanceof pg.DatabaseError ||
    error instanceof ConnectionLostError ||
    ('syscall' in error && 'code' in error && knownToDriver.has(error.code));
  return isKnown ? error : new ConnectionLostError(error.message, { cause: error });
}

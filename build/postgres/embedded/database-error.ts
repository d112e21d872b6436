import { types } from 'node:util';

/**
 * The embedded database cannot be had: a failure of the environment, told in words for a person.
 * Commands print `message` and `hint`, never the stack.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  /** What to do, in the imperative. */
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** The `code` of a system error (`ENOENT`, `EACCES`, …), or undefined for anything else. */
export function systemErrorCode(error: unknown): string | undefined {
  // Not by class: under Jest, Node's own errors are not instances of the Error a test file sees.
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Any thrown value as one the command line can print without a stack. */
export function toDatabaseError(error: unknown, doing: string): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const reason = types.isNativeError(error) ? error.message : String(error);
  return new DatabaseError(`${doing}: ${reason}`, hints[systemErrorCode(error) ?? '']);
}

const elsewhere = 'or set DATABASE_URL to a PostgreSQL of your own';
const writable = `make the project writable (the database lives in .tessera/), ${elsewhere}`;
const hints: Readonly<Record<string, string>> = {
  // What Node says of a folder to be made on a read-only file system.
  ENOENT: writable,
  ENOTDIR: writable,
  ENOSPC: `free some disk space, ${elsewhere}`,
  EROFS: writable,
  EACCES: `make .tessera/ writable for you (was it made by another user, perhaps root?), ${elsewhere}`,
  EPERM: `make .tessera/ writable for you (was it made by another user, perhaps root?), ${elsewhere}`,
};

import { ConnectionLostError } from './connection-lost.error.ts';
import { driverFailure, type DriverFailure } from './driver-failure.ts';

/** Why a connection failed, in a few words for an operator: no stack, no SQL, no password. */
export function connectionFailure(error: unknown): string {
  const failure = driverFailure(error);
  if (failure !== undefined) return describe(failure);
  if (error instanceof ConnectionLostError && error.cause !== undefined)
    return connectionFailure(error.cause);
  // Trying several addresses (IPv4 and IPv6) at once gives one error around all of them.
  if (error instanceof AggregateError) return connectionFailure(error.errors[0]);
  return error instanceof Error ? lastLine(error.message) || error.name : 'unknown reason';
}

function describe({ kind, originalMessage, host, port, reason }: DriverFailure): string {
  if (originalMessage !== undefined) return originalMessage;
  if (kind === 'DatabaseNotReachable') {
    return host === undefined ? 'nobody listens there' : `nobody listens at ${[host, port].join(':')}`;
  }
  return reason ?? kind;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}

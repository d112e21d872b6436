import { asDriverError, isLostConnection } from '../../../postgres/connection/connection-error.ts';

/** What PostgreSQL says of a statement it does not run. */
export interface Refusal {
  /** SQLSTATE. */
  readonly code: string;
  /** Message and detail, on one line. */
  readonly words: string;
  /** Characters of the statement, from 1; undefined where PostgreSQL gives none. */
  readonly position: number | undefined;
}

/** Undefined: the error is about the connection, and not about the statement. */
export function readRefusal(error: unknown): Refusal | undefined {
  const { code, message } = asDriverError(error);
  if (typeof error !== 'object' || error === null || code === undefined) return undefined;
  if (isLostConnection({ code, message })) return undefined;
  const detail: unknown = Reflect.get(error, 'detail');
  const position = Number(Reflect.get(error, 'position') ?? Number.NaN);
  return {
    code,
    words: [message, ...(typeof detail === 'string' ? detail.split('\n') : [])].join('; '),
    position: Number.isNaN(position) ? undefined : position,
  };
}

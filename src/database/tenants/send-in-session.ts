import pg from 'pg';
import { TransactionAbortedError } from '../transactions/transaction-aborted.error.ts';
import { type Session, setTenant, settingFailure } from './session.ts';

/** Sends statements in one packet, without waiting in between; one result each, failed ones as well. */
export type SendTogether = (
  statements: readonly (string | object)[],
) => Promise<readonly PromiseSettledResult<unknown>[]>;

export interface SentInSession {
  /** The first failure, or what the query gave. */
  readonly result: PromiseSettledResult<unknown>;
  /** Whether the connection is as it was before, so that others may use it. */
  readonly isClean: boolean;
}

/**
 * Sends a query in a transaction of its own in which PostgreSQL knows the tenant. Four messages, one round trip. The
 * setting ends with the transaction, so that nothing of it is left on the connection, be it ours or a pooler's.
 */
export async function sendInSession(
  send: SendTogether,
  query: object,
  session: Session,
): Promise<SentInSession> {
  const results = await send(['BEGIN', setTenant(session), alone(query), ...afterwards(session), 'COMMIT']);
  const failed = results.findIndex(({ status }) => status === 'rejected');
  const answer = results[failed < 0 ? 2 : failed];
  const end = results.at(-1);
  if (answer === undefined || end === undefined) throw new TypeError('A statement was sent and not answered');
  const result: typeof answer =
    failed === 1 && answer.status === 'rejected'
      ? { ...answer, reason: settingFailure(session, answer.reason) }
      : answer;
  return { result, isClean: end.status === 'fulfilled' || hasEnded(end.reason) };
}

/** The extended protocol takes one statement only, with and without parameters: none can end the transaction in passing. */
export function alone(query: object): object {
  return { ...query, queryMode: 'extended' };
}

/** A component's SQL may have set the tenant, or become the role for all of them, for longer than the transaction. */
export function afterwards({ isRaw }: Pick<Session, 'isRaw'>): readonly string[] {
  return isRaw ? ['RESET ROLE', 'RESET app.tenant_id'] : [];
}

/** Whether a COMMIT that failed has ended its transaction all the same, on a connection that goes on. */
function hasEnded(error: unknown): boolean {
  if (error instanceof TransactionAbortedError) return true;
  return error instanceof pg.DatabaseError && error.severity === 'ERROR';
}

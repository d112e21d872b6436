import { promiseIn } from '../promise-in.ts';
import { inSession, type Session } from './session.ts';

const sessions = new WeakMap<object, Session>();

/** The session of a promise that `sessionPromise` made. */
export function sessionOf(promise: unknown): Session | undefined {
  return typeof promise === 'object' && promise !== null ? sessions.get(promise) : undefined;
}

/** The promise of a query that is sent in the session it was made for; in a batch it is sent in the batch's session. */
export function sessionPromise(promise: object, session: Session): object {
  const made = promiseIn(promise, (work) => inSession(session, work));
  sessions.set(made, session);
  return made;
}

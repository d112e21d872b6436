import { inSession, type Session } from './session.ts';

const sessions = new WeakMap<object, Session>();

/** The session of a promise that `sessionPromise` made. */
export function sessionOf(promise: unknown): Session | undefined {
  return typeof promise === 'object' && promise !== null ? sessions.get(promise) : undefined;
}

/**
 * Prisma sends a query when its promise is awaited, wherever that is. This one is sent in the session it was made for,
 * and what follows it runs in the context it was awaited in. In a batch it is sent in the batch's session.
 */
export function sessionPromise(promise: object, session: Session): object {
  const start = (): Promise<unknown> => inSession(session, () => Promise.resolve(promise));
  const members: Record<PropertyKey, unknown> = {
    then: (done?: (value: unknown) => unknown, failed?: (error: unknown) => unknown) =>
      start().then(done, failed),
    catch: (failed?: (error: unknown) => unknown) => start().catch(failed),
    finally: (ended?: () => void) => start().finally(ended),
  };
  const proxy = new Proxy(promise, {
    get: (target, key): unknown => (Object.hasOwn(members, key) ? members[key] : Reflect.get(target, key)),
  });
  sessions.set(proxy, session);
  return proxy;
}

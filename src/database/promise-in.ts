/**
 * Prisma sends a query when its promise is awaited, wherever that is. This one is sent inside what `enter` opens, and what
 * follows it runs in the context it was awaited in. For a batch it is the promise that was given.
 */
export function promiseIn(promise: object, enter: <R>(work: () => R) => R): object {
  const start = (): Promise<unknown> => enter(() => Promise.resolve(promise));
  const members: Record<PropertyKey, unknown> = {
    then: (done?: (value: unknown) => unknown, failed?: (error: unknown) => unknown) =>
      start().then(done, failed),
    catch: (failed?: (error: unknown) => unknown) => start().catch(failed),
    finally: (ended?: () => void) => start().finally(ended),
  };
  return new Proxy(promise, {
    get: (target, key): unknown => (Object.hasOwn(members, key) ? members[key] : Reflect.get(target, key)),
  });
}

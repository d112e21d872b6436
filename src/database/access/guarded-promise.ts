import { type QueryLimits } from '../limits/query-limits.ts';
import { type SentQuery } from '../tenants/tenant-queries.ts';
import { type QueryCheck } from './check-query.ts';

/**
 * Prisma's promise of one record has a method for each relation (`findUnique(…).posts()`): each of them is checked
 * as if it were included. Everything else of the promise is as it was, so that a batch takes it.
 */
export function guardPromise(
  promise: object,
  model: string,
  check: QueryCheck,
  limits: QueryLimits,
  query: Pick<SentQuery, 'follow'>,
): object {
  return new Proxy(promise, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      const relation = typeof key === 'string' ? check.relation(model, key) : undefined;
      if (relation === undefined) return (...args: unknown[]): unknown => Reflect.apply(value, target, args);
      return (args?: unknown): unknown =>
        refusable(() => {
          check.query(relation, 'findMany', undefined);
          const limited = limits.followed(relation, check.args(relation, args));
          const followed = query.follow(model, String(key), limited);
          const next = followed.send(Reflect.apply(value, target, [followed.args]));
          return typeof next === 'object' && next !== null
            ? guardPromise(next, relation, check, limits, query)
            : next;
        });
    },
  });
}

/** What `ask` gives; when it is refused, a promise of that: queries reject, they do not throw. */
export function refusable(ask: () => unknown): unknown {
  try {
    return ask();
  } catch (error) {
    return refusedPromise(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Lazy, like Prisma's own: a query that is refused and never awaited is no unhandled rejection. */
function refusedPromise(error: Error): object {
  const reject = (): Promise<never> => Promise.reject(error);
  return {
    then: (onFulfilled?: () => unknown, onRejected?: (error: unknown) => unknown) =>
      reject().then(onFulfilled, onRejected),
    catch: (onRejected?: (error: unknown) => unknown) => reject().catch(onRejected),
    finally: (onFinally?: () => void) => reject().finally(onFinally),
    requestTransaction: reject,
    [Symbol.toStringTag]: 'PrismaPromise',
  };
}

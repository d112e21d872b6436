import { type Cache, type Input, isSame, type Kind } from './derive.ts';

/** A result with what was looked up on the way to it. */
export interface FollowedResult<Result> {
  readonly result: Result;
  readonly lookedUp: ReadonlyMap<string, Input>;
}

/**
 * Like `derive`, for a result that finds out on its way what else it follows from, for example the file of an import: it
 * looks each of them up, and is worked out again when one of them gives something else.
 *
 * @param from what is known beforehand to be an input
 * @param current what is at a name in this run; "nothing there" is an answer, too
 */
export function deriveFollowing<Result>(
  cache: Cache,
  kind: Kind<FollowedResult<Result>>,
  of: string,
  from: readonly Input[],
  current: (name: string) => Input,
  compute: (lookUp: (name: string) => void) => Result,
): Result {
  if (!cache.remembers) return compute(() => undefined);
  const known = kind.in(cache);
  const last = known.get(of);
  if (last && isSame(last.from, from) && isCurrent(last.result.lookedUp, current)) return last.result.result;
  const lookedUp = new Map<string, Input>();
  const result = compute((name) => lookedUp.set(name, current(name)));
  known.set(of, { from, result: { result, lookedUp } });
  return result;
}

function isCurrent(lookedUp: ReadonlyMap<string, Input>, current: (name: string) => Input): boolean {
  for (const [name, value] of lookedUp) if (current(name) !== value) return false;
  return true;
}

/** What one process keeps between runs of one project; steps give the same without it, later. */
export interface Cache {
  /** False for one that forgets everything at once. */
  readonly remembers: boolean;
}

/** What a result follows from: texts, numbers and the like count by their content, objects by identity. */
export type Input = object | string | number | boolean | undefined;

interface Known<Result> {
  readonly from: readonly Input[];
  readonly result: Result;
}

/** Results of one kind: a cache keeps the last one of each thing they are of. */
export class Kind<Result> {
  readonly #known = new WeakMap<Cache, Map<string, Known<Result>>>();

  /** The last results by what they are of. */
  in(cache: Cache): Map<string, Known<Result>> {
    const known = this.#known.get(cache) ?? new Map<string, Known<Result>>();
    this.#known.set(cache, known);
    return known;
  }
}

export function createCache(): Cache {
  return { remembers: true };
}

/** Remembers nothing: every step works out everything. */
export const noCache: Cache = Object.freeze({ remembers: false });

/**
 * The result of `compute`, or the one of last time when it follows from the same: equal texts, the same objects.
 *
 * An object may stand for its content because no step changes what it was given, and because the objects that steps pass on are
 * derived themselves: a file that did not change is the same text, then the same scan, then the same composed text. A copy in
 * between is another object: everything after it is worked out again, which is slow and never wrong.
 *
 * @param of what the result is of, for example a file: one result is kept for each
 * @param from everything `compute` depends on
 * @param compute gets the result of last time, which followed from something else, when it can begin from there
 */
export function derive<Result>(
  cache: Cache,
  kind: Kind<Result>,
  of: string,
  from: readonly Input[],
  compute: (before?: Result) => Result,
): Result {
  if (!cache.remembers) return compute();
  const known = kind.in(cache);
  const last = known.get(of);
  if (last && isSame(last.from, from)) return last.result;
  const result = compute(last?.result);
  known.set(of, { from, result });
  return result;
}

/**
 * True when there is a result of last time.
 * @param from only one that followed from this
 */
export function isDerived<Result>(
  cache: Cache,
  kind: Kind<Result>,
  of: string,
  from?: readonly Input[],
): boolean {
  const last = cache.remembers ? kind.in(cache).get(of) : undefined;
  return last !== undefined && (from === undefined || isSame(last.from, from));
}

export function isSame(a: readonly Input[], b: readonly Input[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

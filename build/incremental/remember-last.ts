import { isDeepStrictEqual } from 'node:util';

/**
 * The same function, which gives its last result again when it is called with arguments equal to the last ones in
 * depth. `work` must depend on its arguments only, and its result must not be changed.
 */
export function rememberLast<Args extends readonly unknown[], Result>(
  work: (...args: Args) => Result,
): (...args: Args) => Result {
  let last: { readonly args: Args; readonly result: Result } | undefined;
  return (...args) => {
    if (!last || !isDeepStrictEqual(last.args, args)) last = { args, result: work(...args) };
    return last.result;
  };
}

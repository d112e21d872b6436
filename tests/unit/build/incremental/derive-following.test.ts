import { expect, it } from '@jest/globals';
import { createCache, Kind, noCache } from '../../../../build/incremental/derive.ts';
import { deriveFollowing, type FollowedResult } from '../../../../build/incremental/derive-following.ts';

const texts = new Kind<FollowedResult<{ readonly text: string }>>();

/** A text with the one it names in place of the name. */
function textOf(files: Readonly<Record<string, string>>, cache = createCache()): { readonly text: string } {
  const own = files['own'] ?? '';
  return deriveFollowing(
    cache,
    texts,
    'own',
    [own],
    (name) => files[name],
    (lookUp) => {
      lookUp(own);
      return { text: files[own] ?? 'nothing' };
    },
  );
}

it('gives the result of last time while what was looked up for it is the same, and only then', () => {
  const cache = createCache();
  const first = textOf({ own: 'a', a: '1', b: '2' }, cache);
  expect(textOf({ own: 'a', a: '1', b: '3' }, cache)).toBe(first);
  expect(textOf({ own: 'a', a: '2' }, cache)).toEqual({ text: '2' });
  expect(textOf({ own: 'b', a: '2', b: '3' }, cache)).toEqual({ text: '3' });
  // What was followed before is of no interest any more.
  const later = textOf({ own: 'b', a: '4', b: '3' }, cache);
  expect(textOf({ own: 'b', b: '3' }, cache)).toBe(later);
});

it('remembers that there was nothing', () => {
  const cache = createCache();
  const first = textOf({ own: 'a' }, cache);
  expect(first).toEqual({ text: 'nothing' });
  expect(textOf({ own: 'a' }, cache)).toBe(first);
  expect(textOf({ own: 'a', a: '1' }, cache)).toEqual({ text: '1' });
});

it('works out everything anew with a cache that remembers nothing', () => {
  expect(textOf({ own: 'a', a: '1' }, noCache)).not.toBe(textOf({ own: 'a', a: '1' }, noCache));
});

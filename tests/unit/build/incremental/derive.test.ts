import { expect, it } from '@jest/globals';
import { createCache, derive, isDerived, Kind, noCache } from '../../../../build/incremental/derive.ts';

const lengths = new Kind<{ readonly length: number; readonly before: number | undefined }>();

function lengthOf(text: string, cache = createCache(), of = 'a'): { readonly length: number } {
  return derive(cache, lengths, of, [text], (before) => ({ length: text.length, before: before?.length }));
}

it('gives the result of last time for equal texts and the same objects, and nothing else', () => {
  const cache = createCache();
  const first = lengthOf('one', cache);
  expect(lengthOf(['o', 'ne'].join(''), cache)).toBe(first);
  expect(lengthOf('one', cache, 'b')).not.toBe(first);
  expect(lengthOf('one', createCache())).not.toBe(first);
  expect(lengthOf('three', cache)).toEqual({ length: 5, before: 3 });
  expect(lengthOf('one', cache)).not.toBe(first);
  const objects = new Kind<object>();
  const key = {};
  const made = derive(cache, objects, '', [key, undefined], () => ({}));
  expect(derive(cache, objects, '', [key, undefined], () => ({}))).toBe(made);
  expect(derive(cache, objects, '', [{}, undefined], () => ({}))).not.toBe(made);
  expect(derive(cache, objects, '', [key], () => ({}))).not.toBe(made);
});

it('knows whether there is a result, and whether it is of this', () => {
  const cache = createCache();
  expect(isDerived(cache, lengths, 'a')).toBe(false);
  lengthOf('one', cache);
  expect(isDerived(cache, lengths, 'a')).toBe(true);
  expect(isDerived(cache, lengths, 'a', ['one'])).toBe(true);
  expect(isDerived(cache, lengths, 'a', ['two'])).toBe(false);
});

it('works out everything anew with a cache that remembers nothing', () => {
  const first = lengthOf('one', noCache);
  expect(lengthOf('one', noCache)).not.toBe(first);
  expect(lengthOf('two', noCache)).toEqual({ length: 3, before: undefined });
  expect(isDerived(noCache, lengths, 'a')).toBe(false);
});

import { describe, expect, it, jest } from '@jest/globals';
import { rememberLast } from '../../../../build/incremental/remember-last.ts';

describe('rememberLast', () => {
  it('works once for arguments that are equal in depth, and gives the very same result', () => {
    const work = jest.fn((list: readonly { readonly name: string }[], by: Map<string, number>) => ({
      list,
      by,
    }));
    const remembered = rememberLast(work);
    const first = remembered([{ name: 'a' }], new Map([['a', 1]]));
    expect(remembered([{ name: 'a' }], new Map([['a', 1]]))).toBe(first);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['another value', [{ name: 'b' }], new Map([['a', 1]])],
    ['one more', [{ name: 'a' }, { name: 'a' }], new Map([['a', 1]])],
    ['another entry of a map', [{ name: 'a' }], new Map([['a', 2]])],
  ])('works again for %s, also when it is the one before the last', (_what, list, by) => {
    const work = jest.fn((...args: readonly unknown[]) => args.length);
    const remembered = rememberLast(work);
    remembered([{ name: 'a' }], new Map([['a', 1]]));
    remembered(list, by);
    remembered([{ name: 'a' }], new Map([['a', 1]]));
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('remembers nothing when the work failed', () => {
    let fails = true;
    const remembered = rememberLast(() => {
      if (fails) throw new Error('no');
      return 'yes';
    });
    expect(() => remembered()).toThrow('no');
    fails = false;
    expect(remembered()).toBe('yes');
  });
});

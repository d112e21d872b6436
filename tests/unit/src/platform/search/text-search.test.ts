import { describe, expect, it } from '@jest/globals';
import { containsText, startsWithText } from '@/platform';

describe('containsText', () => {
  it('takes wildcards as ordinary characters', () => {
    expect(containsText('100% a_b \\')).toEqual({ contains: '100\\% a\\_b \\\\', mode: 'insensitive' });
  });
});

describe('startsWithText', () => {
  it('takes wildcards as ordinary characters', () => {
    expect(startsWithText('a_')).toEqual({ startsWith: 'a\\_' });
  });
});

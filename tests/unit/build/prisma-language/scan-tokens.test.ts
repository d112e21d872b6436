import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scanTokens } from '../../../../build/prisma-language/scan-tokens.ts';

const pieces = fc.constantFrom(
  ...[
    'model',
    'User',
    '{',
    '}',
    '\n',
    ' ',
    '\t',
    '\r',
    '"',
    '\\',
    '/',
    '//',
    '/*',
    '*/',
    '@',
    '-',
    '_a-b',
    '9',
  ],
  ...['é', 'aé', 'a-é', '\u00a0', '\ufeff', '\u2028', '😀', '\ud83d', '\0'],
);
const text = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 30 })
  .map((all) => all.join(''));

describe('scanTokens', () => {
  it('drops nothing but spaces from any text', () => {
    fc.assert(
      fc.property(text, (source) => {
        let at = 0;
        for (const token of scanTokens(source)) {
          expect(source.slice(at, token.offset)).toMatch(/^[^\S\n]*$/);
          expect(source.slice(token.offset, token.offset + token.text.length)).toBe(token.text);
          at = token.offset + token.text.length;
        }
        expect(source.slice(at)).toMatch(/^[^\S\n]*$/);
      }),
      { numRuns: 500 },
    );
  });

  it('takes letters of any script for words, and everything else for what it is', () => {
    const kinds = (source: string) => scanTokens(source).map(({ kind, text: token }) => `${kind} ${token}`);
    expect(kinds('größe_1-x Int? // ok\n"a\\"b" / é-a 😀')).toEqual([
      ...[
        'word größe_1-x',
        'word Int',
        'symbol ?',
        'comment // ok',
        'newline \n',
        'string "a\\"b"',
        'symbol /',
      ],
      ...['word é-a', 'symbol 😀'],
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import {
  pythonComment,
  docstring,
  pythonString,
  sqlText,
} from '../../../../../../build/use-cases/sqlalchemy/python/literals.ts';
import { layOut } from '../../../../../../build/use-cases/sqlalchemy/python/layout.ts';

describe('quote', () => {
  it.each([
    ['plain', '"plain"'],
    ["it's", '"it\'s"'],
    ['"quoted"', '\'"quoted"\''],
    ['"it\'s" b\\c', "'\"it\\'s\" b\\\\c'"],
    ['a\nb\u0000\u2028', '"a\\nb\\u0000\\u2028"'],
    ['é😀', '"é😀"'],
  ])('writes %j as Python does', (text, python) => {
    expect(pythonString(text)).toBe(python);
  });
});

it('keeps colons of SQL from becoming parameters', () => {
  expect(layOut(sqlText("'a:b'::text"))).toBe(`sa.text("'a\\\\:b'::text")`);
});

describe('docstring', () => {
  it.each([
    ['One line.', '"""One line."""'],
    ['ends with a "', '"""ends with a \\""""'],
    ['"begins so', '"""\\"begins so"""'],
    ['has """ and \\ in it', '"""has \\"\\"\\" and \\\\ in it"""'],
    ['two\r\nlines\n\nmore', '"""two\n    lines\n\n    more\n    """'],
  ])('holds %j and ends where it should', (text, python) => {
    expect(docstring(text, '    ')).toBe(`    ${python}`);
  });
});

it('lets no text of a comment out of it', () => {
  expect(pythonComment('one\rtwo\u2028three\n\nfour', '')).toBe('# one\n# two three\n#\n# four');
});

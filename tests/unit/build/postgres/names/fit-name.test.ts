import { expect, it } from '@jest/globals';
import { cutToBytes } from '../../../../../build/postgres/names/fit-name.ts';

it('cuts between characters, as PostgreSQL does', () => {
  expect(cutToBytes('äöü', 6)).toBe('äöü');
  expect(cutToBytes('äöü', 5)).toBe('äö');
  expect(cutToBytes('a😀', 4)).toBe('a');
});

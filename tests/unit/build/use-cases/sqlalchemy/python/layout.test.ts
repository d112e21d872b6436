import { expect, it } from '@jest/globals';
import {
  before,
  call,
  layOut,
  list,
  named,
  tuple,
} from '../../../../../../build/use-cases/sqlalchemy/python/layout.ts';

it('keeps on one line what fits into 88 characters', () => {
  const fits = call('f', ['x'.repeat(85)]);
  expect(layOut(fits)).toBe(`f(${'x'.repeat(85)})`);
  expect(layOut(fits, 4)).toBe(`    f(\n        ${'x'.repeat(85)},\n    )`);
});

it('breaks the outermost brackets first', () => {
  const inner = named('names', list(['"a"', '"b"']));
  const value = before('x = ', call('f', [inner, 'y'.repeat(80)]));
  expect(layOut(value)).toBe(`x = f(\n    names=["a", "b"],\n    ${'y'.repeat(80)},\n)`);
});

it('ends a tuple of one with a comma, and only one', () => {
  expect(layOut(tuple(['1']))).toBe('(1,)');
  expect(layOut(tuple(['1', '2']))).toBe('(1, 2)');
  expect(layOut(tuple(['z'.repeat(90)]))).toBe(`(\n    ${'z'.repeat(90)},\n)`);
});

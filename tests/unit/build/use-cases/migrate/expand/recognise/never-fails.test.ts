import { describe, expect, it } from '@jest/globals';
import { neverFails } from '../../../../../../../build/use-cases/migrate/expand/recognise/never-fails.ts';

describe('a cast that nobody has to be asked about', () => {
  it.each([
    ['integer', 'bigint'],
    ['integer', 'numeric'],
    ['"Kind"', 'text'],
    ['character varying(20)', 'character varying(40)'],
    ['character varying(20)', 'text'],
    ['numeric(10,2)', 'numeric(12,3)'],
    ['integer[]', 'bigint[]'],
    ['timestamp(3) without time zone', 'timestamp(6) without time zone'],
  ])('%s -> %s takes every value', (from, to) => {
    expect(neverFails(from, to)).toBe(true);
  });

  it.each([
    ['bigint', 'integer'],
    ['text', 'integer'],
    ['text', 'character varying(20)'],
    ['character varying(40)', 'character varying(20)'],
    ['numeric(10,2)', 'numeric(11,4)'],
    ['numeric', 'numeric(10,2)'],
    ['integer', 'numeric(4,2)'],
    ['integer', 'integer[]'],
    ['text', '"Kind"'],
    ['timestamp(3) without time zone', 'timestamp(3) with time zone'],
  ])('%s -> %s does not', (from, to) => {
    expect(neverFails(from, to)).toBe(false);
  });
});

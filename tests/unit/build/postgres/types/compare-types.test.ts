import { describe, expect, it } from '@jest/globals';
import { readFormattedType } from '../../../../../build/postgres/types/column-type.ts';
import { widens } from '../../../../../build/postgres/types/compare-types.ts';

describe('a cast that needs no answer of the user', () => {
  it.each([
    ['integer', 'bigint'],
    ['integer', 'numeric'],
    ['"Kind"', 'text'],
    ['character varying(20)', 'character varying(40)'],
    ['character varying(20)', 'text'],
    ['numeric(10,2)', 'numeric(12,3)'],
    ['integer[]', 'bigint[]'],
    ['timestamp(3) without time zone', 'timestamp(6) without time zone'],
    ['timestamp without time zone', 'timestamp(6) without time zone'],
    ['jsonb', 'json'],
  ])('%s -> %s takes every value', (from, to) => {
    expect(widens(readFormattedType(from), readFormattedType(to))).toBe(true);
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
    ['json', 'jsonb'],
    ['timestamp without time zone', 'timestamp(3) without time zone'],
    ['timestamp(3) without time zone', 'timestamp(3) with time zone'],
  ])('%s -> %s does not', (from, to) => {
    expect(widens(readFormattedType(from), readFormattedType(to))).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { JsonValue } from '../../../../../src/platform/validation/json-value.ts';

describe('JsonValue', () => {
  it('takes every JSON value as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JsonValue.parse(value)).toBe(value);
      }),
    );
  });

  it.each([undefined, NaN, Infinity, 1n, Symbol('s'), () => 1, new Date(), new Map(), /x/])(
    'refuses %p, alone and inside',
    (value) => {
      for (const given of [value, [value], { part: [{ value }] }]) {
        expect(JsonValue.safeParse(given).error?.issues).toMatchObject([{ message: 'Must be a JSON value' }]);
        expect(z.json().safeParse(given).success).toBe(false);
      }
    },
  );
});

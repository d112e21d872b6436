import { describe, expect, it } from '@jest/globals';
import { QueryLimits } from '../../../../../src/database/limits/query-limits.ts';

/** Models with a field that is called as an operator is: `none` of a house is a column, `some` of a street a relation. */
const relations = new Map([
  ['Room', new Map([['house', 'House']])],
  ['House', new Map([['secrets', 'Secret']])],
  ['Alley', new Map([['street', 'Street']])],
  ['Street', new Map([['some', 'House']])],
  ['Secret', new Map()],
]);
const limits = new QueryLimits(relations, () => new Set(['House.secrets']), {
  isEmpty: () => false,
  decide: (model) => (model === 'Secret' ? [{ owner: 'ada' }] : 'all'),
});
const condition = { AND: [{ OR: [{ owner: 'ada' }] }] };

describe('the limits of a query', () => {
  it('hold beside a column that is called as an operator is', () => {
    const where = { house: { none: true, secrets: { some: { text: 'x' } } } };
    expect(limits.query('Room', 'findMany', { where })).toEqual({
      where: { house: { none: true, secrets: { some: { AND: [{ text: 'x' }, condition] } } } },
    });
  });

  it('refuse a relation that is called as an operator is', () => {
    const where = { street: { some: { secrets: { some: {} } } } };
    expect(() => limits.query('Alley', 'findMany', { where })).toThrow('ACCESS.UNLIMITED_QUERY');
  });
});

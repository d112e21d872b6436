import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { PageQuery, orderBy, pageOf, sortBy } from '../../../../../src/platform/index.ts';

const Query = PageQuery.extend({ sort: sortBy('createdAt', 'name', 'id') });

describe('a list query', () => {
  it('has defaults: twenty rows, newest first', () => {
    expect(Query.parse({})).toEqual({ limit: 20, sort: { field: 'createdAt', direction: 'desc' } });
  });

  it('reads direction and limit from text', () => {
    expect(Query.parse({ sort: 'name', limit: '5' })).toMatchObject({
      limit: 5,
      sort: { field: 'name', direction: 'asc' },
    });
    expect(Query.parse({ sort: '-name' }).sort).toEqual({ field: 'name', direction: 'desc' });
  });

  it.each([{ sort: 'password' }, { limit: '0' }, { limit: '101' }, { limit: 'many' }, { cursor: '' }])(
    'refuses %p',
    (query) => {
      expect(Query.safeParse(query).success).toBe(false);
    },
  );

  it('describes itself for OpenAPI', () => {
    expect(z.toJSONSchema(Query, { io: 'input' })).toMatchObject({
      properties: {
        limit: { minimum: 1, maximum: 100, default: 20 },
        sort: { enum: ['createdAt', '-createdAt', 'name', '-name', 'id', '-id'], default: '-createdAt' },
      },
    });
    expect(z.toJSONSchema(pageOf(z.object({ id: z.string() })))).toMatchObject({
      required: ['items', 'nextCursor'],
    });
  });
});

describe('orderBy', () => {
  it('ends with the id, so that equal values keep their order', () => {
    expect(orderBy({ field: 'name', direction: 'asc' })).toEqual([{ name: 'asc' }, { id: 'asc' }]);
    expect(orderBy({ field: 'id', direction: 'desc' })).toEqual([{ id: 'desc' }]);
  });
});

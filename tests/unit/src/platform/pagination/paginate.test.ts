import { describe, expect, it } from '@jest/globals';
import { BadRequestException } from '@nestjs/common';
import { encodeCursor, type RowId } from '../../../../../src/platform/pagination/cursor.ts';
import { paginate, type PageWindow } from '../../../../../src/platform/pagination/paginate.ts';

/** Prisma's findMany over rows in memory. */
function findIn(rows: { id: RowId }[], seen: PageWindow[] = []) {
  return (window: PageWindow) => {
    seen.push(window);
    const { cursor } = window;
    const at = cursor === undefined ? 0 : rows.findIndex(({ id }) => Object.is(id, cursor.id));
    const start = at + (window.skip ?? 0);
    return Promise.resolve(at < 0 ? [] : rows.slice(start, start + window.take));
  };
}

describe('paginate', () => {
  it('walks through all rows once, whatever the ids are', async () => {
    for (const ids of [['a', 'b', 'ü/+='], [1, 2, 3], [1n, 2n ** 63n - 1n, -(2n ** 63n), 5n], ['x'], []]) {
      const rows = ids.map((id) => ({ id }));
      const walked: RowId[] = [];
      let cursor: string | undefined;
      do {
        const page = await paginate({ limit: 2, cursor }, findIn(rows));
        walked.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(walked).toEqual(ids);
    }
  });

  it('has no next page when the last row just fits', async () => {
    const page = await paginate({ limit: 2 }, findIn([{ id: 'a' }, { id: 'b' }]));
    expect(page).toEqual({ items: [{ id: 'a' }, { id: 'b' }], nextCursor: null });
  });

  it('starts after the row the cursor names', async () => {
    const seen: PageWindow[] = [];
    await paginate({ limit: 5, cursor: encodeCursor('b') }, findIn([{ id: 'b' }, { id: 'c' }], seen));
    expect(seen).toEqual([{ take: 6, skip: 1, cursor: { id: 'b' } }]);
  });

  const made = (text: string) => Buffer.from(text).toString('base64url');
  it.each([
    '',
    'zzz',
    'bnVsbA',
    '!!',
    made('b12x'),
    made(`b${2n ** 63n}`),
    made(`b${'9'.repeat(300)}`),
    made('nInfinity'),
    made('n1e999'),
    `${encodeCursor('b')}=`,
  ])('refuses %p as a cursor before it asks the database', async (cursor) => {
    const seen: PageWindow[] = [];
    await expect(paginate({ limit: 5, cursor }, findIn([{ id: 'b' }], seen))).rejects.toThrow(
      BadRequestException,
    );
    expect(seen).toEqual([]);
  });
});

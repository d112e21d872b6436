import { decodeCursor, encodeCursor, type RowId } from './cursor.ts';

/** One page of a list. `nextCursor` is null on the last page. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** The part of Prisma's `findMany` arguments that selects a page. */
export interface PageWindow {
  take: number;
  skip?: number;
  // The id's type is the model's business; `never` fits every model's `id` argument.
  cursor?: { id: never };
}

/**
 * Reads one page with the given `findMany` call and tells where the next one starts.
 *
 * @param query the validated `limit` and `cursor` of a `PageQuery`.
 * @param find called once with the window; must sort by something unique in the end, see `orderBy`.
 * @throws BadRequestException when the cursor is not one of ours.
 *
 * @example
 * paginate(query, (window) => prisma.demoUser.findMany({ where, orderBy: orderBy(query.sort), ...window }))
 */
export async function paginate<Row extends { id: RowId }>(
  query: { limit: number; cursor?: string | undefined },
  find: (window: PageWindow) => PromiseLike<Row[]>,
): Promise<Page<Row>> {
  // One row more than asked for tells whether there is a next page.
  const rows = await find({ take: query.limit + 1, ...startAfter(query.cursor) });
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > items.length && last ? encodeCursor(last.id) : null };
}

function startAfter(cursor: string | undefined): Omit<PageWindow, 'take'> {
  return cursor === undefined ? {} : { skip: 1, cursor: { id: decodeCursor(cursor) as never } };
}

import { z } from 'zod';

/**
 * The schema of one page of `Item`, for response documentation.
 *
 * @example
 * @ApiOkResponse({ standardSchema: pageOf(UserView) })
 */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe('Hand it back as cursor for the next page; null on the last.'),
  });
}

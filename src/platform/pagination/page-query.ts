import { z } from 'zod';

/**
 * Query parameters of every list endpoint; unknown ones are refused. Extend it with filters and sorting:
 *
 * @example
 * const ListUsers = PageQuery.extend({ name: z.string().optional(), sort: sortBy('createdAt', 'name') });
 */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('How many items a page may hold.'),
  cursor: z.string().min(1).max(512).optional().describe('The nextCursor of the page before.'),
});
export type PageQuery = z.infer<typeof PageQuery>;

import { z } from 'zod';
import { PageQuery, sortBy } from '@/platform';

/** Query of `GET /demo/users`. */
export const ListUsers = PageQuery.extend({
  q: z.string().trim().min(1).max(100).optional().describe('Part of the name or the address'),
  sort: sortBy('createdAt', 'name', 'email'),
});

export type ListUsers = z.infer<typeof ListUsers>;

import { z } from 'zod';
import { PageQuery, sortBy } from '@/platform';

/** Query of `GET …/config`. */
export const ListConfig = PageQuery.extend({
  prefix: z.string().min(1).max(128).optional().describe('Only keys that start with this'),
  sort: sortBy('updatedAt', 'createdAt', 'key'),
});

export type ListConfig = z.infer<typeof ListConfig>;

import { z } from 'zod';
import { DemoPostStatus } from '@/generated/prisma/client.ts';
import { PageQuery, sortBy } from '@/platform';

/** Query of `GET /demo/posts`. */
export const ListPosts = PageQuery.extend({
  status: z.enum(DemoPostStatus).optional(),
  authorId: z.uuid().optional(),
  q: z.string().trim().min(1).max(100).optional().describe('Part of the title or the content'),
  sort: sortBy('createdAt', 'updatedAt', 'title'),
});

export type ListPosts = z.infer<typeof ListPosts>;

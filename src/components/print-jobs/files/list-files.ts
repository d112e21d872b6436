import { z } from 'zod';
import { PageQuery, sortBy } from '@/platform';

/** Query of `GET /print-jobs/files`. */
export const ListFiles = PageQuery.extend({
  ownerId: z.uuid().optional(),
  checksum: z.string().optional().describe('Finds the same content, whoever handed it in'),
  q: z.string().trim().min(1).max(100).optional().describe('Part of the name'),
  sort: sortBy('createdAt', 'name', 'sizeBytes'),
});

export type ListFiles = z.infer<typeof ListFiles>;

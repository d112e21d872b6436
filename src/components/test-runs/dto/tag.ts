import { z } from 'zod';
import { PageQuery, sortBy } from '@/platform';

export const TagQuery = PageQuery.extend({
  organizationId: z.uuid().optional(),
  sort: sortBy('createdAt', 'name'),
});
export type TagQuery = z.output<typeof TagQuery>;

export const TagView = z
  .object({
    id: z.uuid(),
    organizationId: z.uuid(),
    name: z.string(),
    testCount: z.int(),
    createdAt: z.iso.datetime(),
  })
  .meta({ title: 'TestRunTag' });

import { z } from 'zod';
import { PageQuery, sortBy } from '@/platform';

/** Query of `GET /tenancy/tenants/:tenantId/workspaces`. */
export const ListWorkspaces = PageQuery.extend({
  q: z.string().trim().min(1).max(100).optional().describe('Part of the name or the slug'),
  sort: sortBy('createdAt', 'name', 'slug'),
});

export type ListWorkspaces = z.infer<typeof ListWorkspaces>;

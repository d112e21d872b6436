import { z } from 'zod';
import { TenantStatus } from '@/generated/prisma/client.ts';
import { PageQuery, sortBy } from '@/platform';

/** Query of `GET /tenancy/tenants`. */
export const ListTenants = PageQuery.extend({
  status: z.enum(TenantStatus).optional(),
  slug: z.string().optional().describe('The tenant with exactly this slug'),
  q: z.string().trim().min(1).max(100).optional().describe('Part of the name or the slug'),
  sort: sortBy('createdAt', 'name', 'slug'),
});

export type ListTenants = z.infer<typeof ListTenants>;

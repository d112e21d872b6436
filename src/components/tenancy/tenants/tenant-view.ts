import { z } from 'zod';
import { TenantStatus } from '@/generated/prisma/client.ts';

/** A tenant as the API answers it. */
export const TenantView = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  status: z.enum(TenantStatus),
  suspendedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

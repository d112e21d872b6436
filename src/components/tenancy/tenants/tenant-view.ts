import { z } from 'zod';
import { TenantStatus } from '@/generated/prisma/client.ts';

/** A tenant as the API answers it. */
export const TenantView = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  status: z.enum(TenantStatus),
  suspendedAt: z.iso.datetime().nullable(),
  suspendedWhy: z.string().nullable().describe('What those are told who are refused'),
  suspendedReads: z.boolean().describe('Whether those of a suspended tenant may read'),
  eraseAfter: z.iso.datetime().nullable().describe('From when on it may be erased'),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

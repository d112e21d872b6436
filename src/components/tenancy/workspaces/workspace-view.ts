import { z } from 'zod';

/** A workspace as the API answers it. */
export const WorkspaceView = z.object({
  id: z.string(),
  tenantId: z.string(),
  slug: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

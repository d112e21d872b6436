import { z } from 'zod';
import { DemoPostStatus } from '@/generated/prisma/client.ts';

/** A post as the API answers it. */
export const PostView = z.object({
  id: z.uuid(),
  title: z.string(),
  content: z.string().nullable(),
  status: z.enum(DemoPostStatus),
  authorId: z.uuid(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

import { z } from 'zod';
import { PrintJobState, PrintKind } from '@/generated/prisma/client.ts';
import { PageQuery, sortBy } from '@/platform';

/** Query of `GET /print-jobs/jobs`. */
export const ListJobs = PageQuery.extend({
  state: z.enum(PrintJobState).optional(),
  kind: z.enum(PrintKind).optional(),
  userId: z.uuid().optional(),
  deviceId: z.uuid().optional(),
  fileId: z.uuid().optional(),
  sort: sortBy('createdAt', 'priority', 'queuedAt'),
});

export type ListJobs = z.infer<typeof ListJobs>;

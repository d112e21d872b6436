import { z } from 'zod';
import { PrintKind } from '@/generated/prisma/client.ts';
import { PageQuery } from '@/platform';

/** Query of `GET /print-jobs/queue`. */
export const ListQueue = PageQuery.extend({
  kind: z.enum(PrintKind).optional(),
  deviceId: z.uuid().optional().describe('Only jobs that this device can do'),
});

export type ListQueue = z.infer<typeof ListQueue>;

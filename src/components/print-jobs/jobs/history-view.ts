import { z } from 'zod';
import { PrintJobState } from '@/generated/prisma/client.ts';

/** One change of a job's state, as the API answers it. */
export const HistoryView = z.object({
  id: z.uuid(),
  jobId: z.uuid(),
  fromState: z.enum(PrintJobState).nullable().describe('null: the job was handed in'),
  toState: z.enum(PrintJobState),
  deviceId: z.uuid().nullable(),
  note: z.string().nullable(),
  createdAt: z.iso.datetime(),
});

import { z } from 'zod';
import { PrintJobState } from '@/generated/prisma/client.ts';

/** Figures about jobs, as the API answers them. */
export const StatisticsView = z.object({
  total: z.int(),
  byState: z.record(z.enum(PrintJobState), z.int()),
  averageWaitSeconds: z.number().nullable().describe('From queued to started; null: none has started'),
  averagePrintSeconds: z.number().nullable().describe('From started to done; null: none is done'),
  devices: z.array(
    z.object({ deviceId: z.uuid(), name: z.string(), done: z.int(), failed: z.int(), active: z.int() }),
  ),
});

export type StatisticsView = z.infer<typeof StatisticsView>;

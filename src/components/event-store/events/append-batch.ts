import { z } from 'zod';
import { StreamAppend } from './append-events.ts';

/** Body of `POST /event-store/batches`: every append succeeds or none does. */
export const AppendBatch = z.strictObject({
  appends: z.array(StreamAppend).min(1).max(100),
});

export type AppendBatch = z.infer<typeof AppendBatch>;

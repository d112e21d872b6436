import { z } from 'zod';
import { StreamAppend } from './append-events.ts';
import { ForeignId } from './name.ts';

/** Body of `POST /event-store/batches`: every append succeeds or none does. */
export const AppendBatch = z.strictObject({
  tenantId: ForeignId.describe('A tenant of the component tenancy'),
  appends: z.array(StreamAppend).min(1).max(100),
});

export type AppendBatch = z.infer<typeof AppendBatch>;

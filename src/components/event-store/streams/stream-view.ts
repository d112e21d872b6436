import { z } from 'zod';

/** Where a stream stands, as the API answers it. */
export const StreamView = z.object({
  tenantId: z.string(),
  aggregateType: z.string(),
  aggregateId: z.string(),
  version: z.int().describe('Of the last event: the expectedVersion of the next append'),
  metadata: z.unknown().describe('What was said of the stream; null if nothing was'),
  firstEventAt: z.iso.datetime(),
  lastEventAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable().describe('Since then nothing can be appended'),
});

import { z } from 'zod';
import { ForeignId, Name } from './name.ts';
import { NewEvent } from './new-event.ts';

/** Events for the end of one stream. */
export const StreamAppend = z.strictObject({
  aggregateType: Name.meta({ example: 'Deal' }),
  aggregateId: ForeignId.meta({ example: 'deal-1001' }),
  expectedVersion: z
    .int()
    .min(0)
    .optional()
    .describe('Append only if the stream ends at this version; 0: only if there is no such stream yet'),
  events: z.array(NewEvent).min(1).max(500),
});

export type StreamAppend = z.infer<typeof StreamAppend>;

/** Body of `POST /event-store/events`. */
export const AppendEvents = StreamAppend.extend({
  tenantId: ForeignId.describe('A tenant of the component tenancy'),
});

export type AppendEvents = z.infer<typeof AppendEvents>;

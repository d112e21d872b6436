import { z } from 'zod';
import { PageQuery } from '@/platform';
import { ForeignId, Name } from './name.ts';

const Time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** Query of `GET /event-store/events`. */
export const ListEvents = PageQuery.extend({
  // Replays read long pages.
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  type: Name.optional(),
  aggregateType: Name.optional(),
  aggregateId: ForeignId.optional(),
  from: Time.optional().describe('Recorded at this time or later'),
  to: Time.optional().describe('Recorded before this time'),
  after: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .describe('Only events behind this position: how a reader goes on where it stopped'),
  order: z.enum(['asc', 'desc']).default('asc').describe('By position'),
}).refine(({ aggregateType, aggregateId }) => aggregateId === undefined || aggregateType !== undefined, {
  path: ['aggregateType'],
  message: 'Name the type with the id: together they are a stream.',
});

export type ListEvents = z.infer<typeof ListEvents>;

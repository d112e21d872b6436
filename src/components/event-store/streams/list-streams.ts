import { z } from 'zod';
import { PageQuery } from '@/platform';
import { Name } from '../events/name.ts';

/** Query of `GET /event-store/streams`. */
export const ListStreams = PageQuery.extend({
  aggregateType: Name.optional(),
  ended: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('Only streams that have ended, or only those that have not'),
});

export type ListStreams = z.infer<typeof ListStreams>;

import { z } from 'zod';
import { Name } from '../events/name.ts';

const Position = z.string().regex(/^\d{1,18}$/);

/** Query of `GET /event-store/subscription`. */
export const FollowEvents = z.strictObject({
  after: z
    .union([Position, z.literal('now')])
    .default('0')
    .describe('Begin behind this position, or with what comes now; Last-Event-ID says it better'),
  type: z
    .union([Name, z.array(Name).min(1).max(50)])
    .transform((types) => [types].flat())
    .optional()
    .describe('Only events of these types'),
});

export type FollowEvents = z.infer<typeof FollowEvents>;

/** The header `Last-Event-ID`: the position behind which a client goes on. Another one is no position of ours. */
export const LastEventId = Position.optional().catch(undefined);

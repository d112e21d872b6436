import { z } from 'zod';
import { JsonValue } from '@/platform';
import { Name } from './name.ts';

/** An event to append. Time, version and position are the store's to give. */
export const NewEvent = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9-]{8,64}$/)
    .optional()
    .describe('Your own id: appending the same event again answers the first one, and stores no second'),
  type: Name.meta({ example: 'deal.won' }),
  data: JsonValue.describe('What happened, any JSON').meta({ example: { amount: 12000 } }),
  metadata: z
    .record(z.string(), JsonValue)
    .optional()
    .describe('Who, why, in which request')
    .meta({ example: { userId: 'u-17', correlationId: 'req-42' } }),
});

export type NewEvent = z.infer<typeof NewEvent>;

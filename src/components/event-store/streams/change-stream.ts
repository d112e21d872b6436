import { z } from 'zod';
import { JsonValue } from '@/platform';

/** Body of `PUT …/metadata`. */
export const PutStreamMetadata = z.strictObject({
  metadata: z
    .record(z.string(), JsonValue)
    .nullable()
    .describe('In place of what was said before; null: nothing')
    .meta({ example: { owner: 'sales-emea' } }),
});

export type PutStreamMetadata = z.infer<typeof PutStreamMetadata>;

/** Body of `POST …/end`. */
export const EndStream = z.strictObject({
  expectedVersion: z.int().min(1).optional().describe('End it only if this is its last version'),
});

export type EndStream = z.infer<typeof EndStream>;

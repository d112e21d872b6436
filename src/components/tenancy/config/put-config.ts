import { z } from 'zod';
import { JsonValue } from '@/platform';

/** Body of `PUT …/config/:key`. */
export const PutConfig = z.strictObject({
  value: JsonValue.describe('Any JSON value').meta({ example: 'EUR' }),
  expectedVersion: z
    .int()
    .min(0)
    .optional()
    .describe('Write only if the entry is at this version; 0: only if there is none'),
});

export type PutConfig = z.infer<typeof PutConfig>;

import { z } from 'zod';

/** Body of `PUT …/config/:key`. */
export const PutConfig = z.strictObject({
  // Any JSON; without the pipe, OpenAPI would get a recursive schema that says no more than "any".
  value: z.unknown().pipe(z.json()).describe('Any JSON value').meta({ example: 'EUR' }),
  expectedVersion: z
    .int()
    .min(0)
    .optional()
    .describe('Write only if the entry is at this version; 0: only if there is none'),
});

export type PutConfig = z.infer<typeof PutConfig>;

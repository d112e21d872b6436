import { z } from 'zod';

const Confirm = z
  .string()
  .describe("The tenant's slug, so that none is taken for another")
  .meta({ example: 'acme' });

/** Body of `POST …/erasure`. */
export const RequestErasure = z.strictObject({
  confirm: Confirm,
  afterHours: z
    .int()
    .min(0)
    .max(24 * 365)
    .default(24 * 7)
    .describe('Hours until it may be erased; until then it can be called off'),
});

export type RequestErasure = z.infer<typeof RequestErasure>;

/** Body of `POST …/erase`. */
export const EraseTenant = z.strictObject({ confirm: Confirm });

export type EraseTenant = z.infer<typeof EraseTenant>;

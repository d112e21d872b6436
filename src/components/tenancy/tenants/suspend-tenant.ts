import { z } from 'zod';

/** Body of `POST /tenancy/tenants/:tenantId/suspend`; without one, its people and programs may read. */
export const SuspendTenant = z
  .strictObject({
    reason: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .optional()
      .describe('What they are told when they are refused')
      .meta({ example: 'The invoice of September is open.' }),
    reads: z.boolean().default(true).describe('Whether they may still read'),
  })
  .optional();

export type SuspendTenant = z.infer<typeof SuspendTenant>;

import { z } from 'zod';
import { Slug } from './slug.ts';

/** Body of `POST /tenancy/tenants`. */
export const CreateTenant = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'Use 1 to 64 letters, digits, - and _.')
    .optional()
    .describe(
      'The tenant of the principals it is for, such as the id of their organisation; a new one without it',
    ),
  slug: Slug,
  name: z.string().trim().min(1).max(200).meta({ example: 'Acme Corporation' }),
});

export type CreateTenant = z.infer<typeof CreateTenant>;

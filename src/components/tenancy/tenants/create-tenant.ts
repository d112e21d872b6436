import { z } from 'zod';
import { Slug } from './slug.ts';

/** Body of `POST /tenancy/tenants`. */
export const CreateTenant = z.strictObject({
  slug: Slug,
  name: z.string().trim().min(1).max(200).meta({ example: 'Acme Corporation' }),
});

export type CreateTenant = z.infer<typeof CreateTenant>;

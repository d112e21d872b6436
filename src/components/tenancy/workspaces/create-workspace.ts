import { z } from 'zod';
import { Slug } from '../tenants/slug.ts';

/** Body of `POST /tenancy/tenants/:tenantId/workspaces`. */
export const CreateWorkspace = z.strictObject({
  slug: Slug.meta({ example: 'sales-emea' }),
  name: z.string().trim().min(1).max(200).meta({ example: 'Sales EMEA' }),
});

export type CreateWorkspace = z.infer<typeof CreateWorkspace>;

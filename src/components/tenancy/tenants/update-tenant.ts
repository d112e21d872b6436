import { type z } from 'zod';
import { CreateTenant } from './create-tenant.ts';

/** Body of `PATCH /tenancy/tenants/:tenantId`. The status has routes of its own. */
export const UpdateTenant = CreateTenant.partial();

export type UpdateTenant = z.infer<typeof UpdateTenant>;

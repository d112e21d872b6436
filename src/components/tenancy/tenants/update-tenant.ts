import { type z } from 'zod';
import { CreateTenant } from './create-tenant.ts';

/** Body of `PATCH /tenancy/tenants/:tenantId`. The status has routes of its own; the slug is the operator's. */
export const UpdateTenant = CreateTenant.omit({ id: true }).partial();

export type UpdateTenant = z.infer<typeof UpdateTenant>;

import { type TenantConfig } from '@/generated/prisma/client.ts';

/** Whose setting: a tenant's, or a workspace's when `workspaceId` is set. */
export interface ConfigOwner {
  tenantId: string;
  workspaceId: string | null;
}

/** `scope` is how the database keeps keys unique; the API has `workspaceId` for it. */
export type ConfigEntry = Omit<TenantConfig, 'scope'>;

/** The value of the column `scope`, which is unique together with tenant and key. */
export function scopeOf(owner: ConfigOwner): string {
  return owner.workspaceId ?? 'tenant';
}

import { z } from 'zod';

/** A configuration entry as the API answers it. */
export const ConfigView = z.object({
  id: z.string(),
  tenantId: z.string(),
  workspaceId: z.string().nullable().describe('null: an entry of the tenant'),
  key: z.string(),
  value: z.unknown().describe('Any JSON value'),
  version: z.int().describe('Counts the writes, from 1'),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

/** What holds in a workspace: its own entries and the tenant's that it does not override. */
export const EffectiveConfig = z.object({ items: z.array(ConfigView) });

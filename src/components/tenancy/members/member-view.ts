import { z } from 'zod';
import { TenantWorkspaceRole } from '@/generated/prisma/client.ts';

/** A member of a workspace, or an invitation to be one, as the API answers it. */
export const MemberView = z.object({
  id: z.uuid(),
  tenantId: z.string(),
  workspaceId: z.string(),
  principal: z.string().meta({ example: 'user:4711' }),
  role: z.enum(TenantWorkspaceRole),
  invitedBy: z.string(),
  joinedAt: z.iso.datetime().nullable().describe('null: an invitation, which permits nothing yet'),
  expiresAt: z.iso.datetime().nullable().describe('When an invitation ends'),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

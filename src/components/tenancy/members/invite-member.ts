import { z } from 'zod';
import { TenantWorkspaceRole } from '@/generated/prisma/client.ts';

/** Body of `POST …/members`. */
export const InviteMember = z.strictObject({
  principal: z
    .string()
    .max(200)
    .regex(/^(user|key|service):\S.*$/, 'Name a principal with its kind, such as user:4711.')
    .describe('A person or a program of the same tenant')
    .meta({ example: 'user:4711' }),
  role: z.enum(TenantWorkspaceRole).meta({ example: 'MEMBER' }),
  days: z.int().min(1).max(90).default(14).describe('Days for which the invitation holds'),
  isJoined: z
    .boolean()
    .default(false)
    .describe('Make it a member at once, without an invitation; for those who reach every workspace'),
});

export type InviteMember = z.infer<typeof InviteMember>;

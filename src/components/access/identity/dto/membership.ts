import { z } from 'zod';
import { Email } from './sign-in.ts';

const MemberRole = z.enum(['owner', 'admin', 'member']);

export const SetActive = z
  .strictObject({ organizationId: z.uuid().nullable() })
  .meta({ id: 'AccessSetActive' });
export type SetActive = z.infer<typeof SetActive>;

export const InviteMember = z
  .strictObject({ email: Email, role: MemberRole, organizationId: z.uuid(), resend: z.boolean().optional() })
  .meta({ id: 'AccessInviteMember' });
export type InviteMember = z.infer<typeof InviteMember>;

export const AnswerInvitation = z
  .strictObject({ invitationId: z.uuid() })
  .meta({ id: 'AccessAnswerInvitation' });
export type AnswerInvitation = z.infer<typeof AnswerInvitation>;

export const RemoveMember = z
  .strictObject({ memberIdOrEmail: z.union([z.uuid(), Email]), organizationId: z.uuid() })
  .meta({ id: 'AccessRemoveMember' });
export type RemoveMember = z.infer<typeof RemoveMember>;

export const ChangeMember = z
  .strictObject({ memberId: z.uuid(), role: MemberRole, organizationId: z.uuid() })
  .meta({ id: 'AccessChangeMember' });
export type ChangeMember = z.infer<typeof ChangeMember>;

export const Leave = z.strictObject({ organizationId: z.uuid() }).meta({ id: 'AccessLeave' });
export type Leave = z.infer<typeof Leave>;

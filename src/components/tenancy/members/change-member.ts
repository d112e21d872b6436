import { type z } from 'zod';
import { InviteMember } from './invite-member.ts';

/** Body of `PATCH …/members/:memberId`. */
export const ChangeMember = InviteMember.pick({ role: true });

export type ChangeMember = z.infer<typeof ChangeMember>;

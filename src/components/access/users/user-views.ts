import { z } from 'zod';
import { PageQuery } from '@/platform';

export const UserView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    suspendedAt: z.iso.datetime().nullable(),
    suspendedWhy: z.string().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'AccessUserView' });

export const CreateUser = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    email: z.email().max(320),
    password: z.string().max(128).optional().describe('Absent: the person asks for a link by mail'),
  })
  .meta({ id: 'AccessCreateUser' });
export type CreateUser = z.infer<typeof CreateUser>;

export const ListUsers = PageQuery.extend({
  email: z.email().max(320).optional(),
  isSuspended: z.stringbool().optional(),
});
export type ListUsers = z.infer<typeof ListUsers>;

export const SuspendUser = z
  .strictObject({ why: z.string().trim().min(1).max(500) })
  .meta({ id: 'AccessSuspendUser' });
export type SuspendUser = z.infer<typeof SuspendUser>;

import { z } from 'zod';
import { CreateUser } from './create-user.ts';

/** Body of `PATCH /print-jobs/users/:id`. */
export const UpdateUser = CreateUser.partial().extend({
  active: z.boolean().optional().describe('An inactive user cannot hand in jobs'),
});

export type UpdateUser = z.infer<typeof UpdateUser>;

import { type z } from 'zod';
import { CreateUser } from './create-user.ts';

/** Body of `PATCH /demo/users/:id`: what is left out stays as it is. */
export const UpdateUser = CreateUser.partial();

export type UpdateUser = z.infer<typeof UpdateUser>;

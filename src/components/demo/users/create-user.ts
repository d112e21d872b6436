import { z } from 'zod';

/** Body of `POST /demo/users`. */
export const CreateUser = z.strictObject({
  email: z.email().max(254).toLowerCase().meta({ example: 'ada@example.org' }),
  name: z.string().trim().min(1).max(100).meta({ example: 'Ada Lovelace' }),
});

export type CreateUser = z.infer<typeof CreateUser>;

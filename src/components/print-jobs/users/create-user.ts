import { z } from 'zod';

/** Body of `POST /print-jobs/users`. */
export const CreateUser = z.strictObject({
  email: z.email().max(254).toLowerCase().meta({ example: 'noor@lab.example' }),
  name: z.string().trim().min(1).max(100).meta({ example: 'Noor Haddad' }),
});

export type CreateUser = z.infer<typeof CreateUser>;

import { z } from 'zod';

/** Body of `POST /print-jobs/users`. */
export const CreateUser = z.strictObject({
  id: z.uuid().optional().describe('The id of the person who signs in, so that their jobs are their own'),
  email: z.email().max(254).toLowerCase().meta({ example: 'noor@lab.example' }),
  name: z.string().trim().min(1).max(100).meta({ example: 'Noor Haddad' }),
});

export type CreateUser = z.infer<typeof CreateUser>;

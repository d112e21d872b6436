import { z } from 'zod';

export const Email = z.email().max(320);
/** better-auth refuses what is shorter than twelve characters when a password is set. */
export const Password = z.string().min(1).max(128);

export const SignIn = z
  .strictObject({
    email: Email,
    password: Password,
    rememberMe: z.boolean().optional().describe('false: the session ends with the browser'),
  })
  .meta({ id: 'AccessSignIn' });
export type SignIn = z.infer<typeof SignIn>;

export const SignUp = z
  .strictObject({ name: z.string().trim().min(1).max(200), email: Email, password: Password })
  .meta({ id: 'AccessSignUp' });
export type SignUp = z.infer<typeof SignUp>;

/** What the library answers with; its fields are its own. */
export const SignedInView = z
  .looseObject({ user: z.looseObject({ id: z.string(), email: z.string(), name: z.string() }) })
  .meta({ id: 'AccessSignedIn' });

export const Done = z.looseObject({}).meta({ id: 'AccessDone' });

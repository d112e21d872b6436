import { z } from 'zod';
import { Email, Password } from './sign-in.ts';

/** Where a link of a mail leads at the end: a path of this application. */
const OwnPath = z
  .string()
  .max(500)
  .regex(/^\/([^/\\].*)?$/, 'must be a path of this application');

export const ChangePassword = z
  .strictObject({
    currentPassword: Password,
    newPassword: Password,
    revokeOtherSessions: z.boolean().optional(),
  })
  .meta({ id: 'AccessChangePassword' });
export type ChangePassword = z.infer<typeof ChangePassword>;

export const RequestPasswordReset = z
  .strictObject({ email: Email, redirectTo: OwnPath.optional() })
  .meta({ id: 'AccessRequestPasswordReset' });
export type RequestPasswordReset = z.infer<typeof RequestPasswordReset>;

export const ResetPassword = z
  .strictObject({ newPassword: Password, token: z.string().min(1).max(500) })
  .meta({ id: 'AccessResetPassword' });
export type ResetPassword = z.infer<typeof ResetPassword>;

export const SendVerification = z
  .strictObject({ email: Email, callbackURL: OwnPath.optional() })
  .meta({ id: 'AccessSendVerification' });
export type SendVerification = z.infer<typeof SendVerification>;

export const VerifyEmail = z.strictObject({
  token: z.string().min(1).max(2000),
  callbackURL: OwnPath.optional(),
});
export type VerifyEmail = z.infer<typeof VerifyEmail>;

export const ResetLink = z.strictObject({ callbackURL: OwnPath });
export type ResetLink = z.infer<typeof ResetLink>;

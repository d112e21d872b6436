import { z } from 'zod';

export const RevokeSession = z
  .strictObject({ token: z.string().min(1).max(200) })
  .meta({ id: 'AccessRevokeSession' });
export type RevokeSession = z.infer<typeof RevokeSession>;

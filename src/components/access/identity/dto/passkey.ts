import { z } from 'zod';

/** What a browser's `navigator.credentials` gave; the library checks it. */
const Credential = z.looseObject({ id: z.string().max(2000), rawId: z.string().max(2000), type: z.string() });

export const VerifyRegistration = z
  .strictObject({ response: Credential, name: z.string().max(200).optional() })
  .meta({ id: 'AccessVerifyRegistration' });
export type VerifyRegistration = z.infer<typeof VerifyRegistration>;

export const VerifyAuthentication = z
  .strictObject({ response: Credential })
  .meta({ id: 'AccessVerifyAuthentication' });
export type VerifyAuthentication = z.infer<typeof VerifyAuthentication>;

export const DeletePasskey = z.strictObject({ id: z.uuid() }).meta({ id: 'AccessDeletePasskey' });
export type DeletePasskey = z.infer<typeof DeletePasskey>;

export const RenamePasskey = z
  .strictObject({ id: z.uuid(), name: z.string().trim().min(1).max(200) })
  .meta({ id: 'AccessRenamePasskey' });
export type RenamePasskey = z.infer<typeof RenamePasskey>;

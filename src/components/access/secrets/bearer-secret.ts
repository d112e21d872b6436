import { createHash, randomBytes } from 'node:crypto';

/** How many characters of a secret people see to recognise it by: the prefix and four more. */
const VISIBLE = 4;

/** A secret that was just made: shown once, never stored. */
export interface NewSecret {
  readonly secret: string;
  /** Its first characters. */
  readonly start: string;
  readonly hash: string;
}

/**
 * A secret for a program, of 256 random bits: nothing to guess, so a fast hash is enough to keep it.
 *
 * @param prefix what scanners for leaked secrets know it by, such as `tsk_`
 */
export function makeSecret(prefix: string): NewSecret {
  const secret = prefix + randomBytes(32).toString('base64url');
  return { secret, start: secret.slice(0, prefix.length + VISIBLE), hash: hashSecret(secret) };
}

/** SHA-256 of the text, base64url. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

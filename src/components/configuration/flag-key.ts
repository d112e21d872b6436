/** A feature flag is a setting with this prefix and a boolean value. */
export const FLAG_PREFIX = 'features.';

/** Key of the setting behind a flag. */
export function flagKey(name: string): string {
  return FLAG_PREFIX + name;
}

/** Whether a value is that of a feature flag. Yes or no is no secret: flags are public without a declaration. */
export function isFlagValue(key: string, value: unknown): boolean {
  return key.startsWith(FLAG_PREFIX) && typeof value === 'boolean';
}

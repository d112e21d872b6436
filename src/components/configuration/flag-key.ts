/** A feature flag is a setting with this prefix and a boolean value. */
export const FLAG_PREFIX = 'features.';

/** Key of the setting behind a flag. */
export function flagKey(name: string): string {
  return FLAG_PREFIX + name;
}

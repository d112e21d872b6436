import { SettingValue } from './setting-value.ts';

/** Start of every environment variable that overrides a setting. */
export const OVERRIDE_PREFIX = 'CONFIG__';

/**
 * Name of the environment variable that overrides a key: a dot becomes two underscores, a hyphen or a
 * hump one.
 *
 * @example overrideName('agents.maxPerUser') // 'CONFIG__AGENTS__MAX_PER_USER'
 */
export function overrideName(key: string): string {
  const snake = key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .replaceAll('.', '__');
  return OVERRIDE_PREFIX + snake.toUpperCase();
}

/**
 * The overriding value of a key: JSON when the variable holds JSON, else its text.
 *
 * @returns undefined when the variable is not set or empty
 */
export function readOverride(
  key: string,
  variables: Readonly<Record<string, string | undefined>>,
): SettingValue | undefined {
  const text = variables[overrideName(key)];
  if (text === undefined || text === '') return undefined;
  return SettingValue.safeParse(parseOrText(text)).data ?? text;
}

function parseOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON, so it is meant as text: CONFIG__MAIL__FROM=ops@example.org needs no quotes.
    return text;
  }
}

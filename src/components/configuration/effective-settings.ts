import { overrideName, readOverride } from './environment-override.ts';
import { type SettingDefinition } from './setting-definition.ts';
import { type SettingValue } from './setting-value.ts';

/** Where an effective value comes from, weakest first. */
export const SETTING_SOURCES = ['default', 'all', 'environment', 'override'] as const;
export type SettingSource = (typeof SETTING_SOURCES)[number];

/** The name under which a value holds for every environment. */
export const ALL_ENVIRONMENTS = 'all';

/** A stored, active setting in clear. */
export interface StoredSetting {
  readonly key: string;
  readonly environment: string;
  readonly value: SettingValue;
  readonly isSensitive: boolean;
}

/** The value that holds for a key. */
export interface EffectiveSetting {
  readonly key: string;
  readonly value: unknown;
  readonly source: SettingSource;
  /** Environment variable that overrides it, set or not. */
  readonly variable: string;
  readonly isSensitive: boolean;
}

interface MergeInput {
  readonly definitions: readonly SettingDefinition<unknown>[];
  readonly stored: readonly StoredSetting[];
  readonly environment: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * Merges defaults < settings for all < settings for the environment < environment variables.
 *
 * @returns one entry per known key, sorted by key
 */
export function mergeEffectiveSettings(input: MergeInput): EffectiveSetting[] {
  const merged = new Map<string, EffectiveSetting>();
  for (const { key, default: value } of input.definitions) {
    merged.set(key, { key, value, source: 'default', variable: overrideName(key), isSensitive: false });
  }
  for (const [environment, source] of [
    [ALL_ENVIRONMENTS, 'all'],
    [input.environment, 'environment'],
  ] as const) {
    if (source === 'environment' && environment === ALL_ENVIRONMENTS) continue;
    for (const { key, value, isSensitive } of input.stored.filter((row) => row.environment === environment)) {
      // Once sensitive for all, a key does not become public because one environment forgot the mark.
      const hidden = isSensitive || merged.get(key)?.isSensitive === true;
      merged.set(key, { key, value, source, variable: overrideName(key), isSensitive: hidden });
    }
  }
  for (const setting of merged.values()) {
    const value = readOverride(setting.key, input.variables);
    if (value !== undefined) merged.set(setting.key, { ...setting, value, source: 'override' });
  }
  return [...merged.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

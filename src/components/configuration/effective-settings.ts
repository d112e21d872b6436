import { overrideName, readOverride } from './environment-override.ts';
import { isFlagValue } from './flag-key.ts';
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
  readonly isSensitive: boolean;
  /** Absent when the stored value cannot be read; then `problem` says why. */
  readonly value?: SettingValue;
  readonly problem?: string;
}

/** The value that holds for a key. */
export interface EffectiveSetting {
  readonly key: string;
  /** Absent when the value that would hold cannot be read; then `problem` says why. */
  readonly value?: unknown;
  readonly problem?: string;
  readonly source: SettingSource;
  /** Environment variable that overrides it, set or not. */
  readonly variable: string;
  /** Whether clients must not see the value. */
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
 * What environment variables hold is hidden unless the setting is declared public: every caller that may store a setting can
 * name any variable of the process, and it often holds a password. A value that cannot be read hides the weaker layers:
 * serving a weaker value in its place would be a wrong answer.
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
    for (const row of input.stored.filter((stored) => stored.environment === environment)) {
      const { key, value, problem } = row;
      // Once sensitive for all, a key does not become public because one environment forgot the mark.
      const isSensitive = row.isSensitive || merged.get(key)?.isSensitive === true;
      const read = problem === undefined ? { value } : { problem };
      merged.set(key, { key, ...read, source, variable: overrideName(key), isSensitive });
    }
  }
  const declaredPublic = new Set(input.definitions.filter(({ isPublic }) => isPublic).map(({ key }) => key));
  for (const { key, variable, isSensitive } of merged.values()) {
    const value = readOverride(key, input.variables);
    if (value === undefined) continue;
    const isPublic = declaredPublic.has(key) || isFlagValue(key, value);
    merged.set(key, { key, value, source: 'override', variable, isSensitive: isSensitive || !isPublic });
  }
  return [...merged.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

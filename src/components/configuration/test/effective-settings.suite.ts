import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { readConfigurationEnvironment } from '../configuration-environment.ts';
import { mergeEffectiveSettings, type StoredSetting } from '../effective-settings.ts';
import { overrideName, readOverride } from '../environment-override.ts';
import { defineSetting } from '../setting-definition.ts';

const definition = defineSetting({ key: 'a.limit', description: '', schema: z.number(), default: 1 });
const stored = (environment: string, value: number): StoredSetting => ({
  ...{ key: 'a.limit', environment, value, isSensitive: false },
});

describe('mergeEffectiveSettings', () => {
  const layers = [stored('production', 3), stored('all', 2)];
  const merge = (rows: readonly StoredSetting[], variables: Record<string, string> = {}) =>
    mergeEffectiveSettings({ definitions: [definition], stored: rows, environment: 'production', variables });

  it.each([
    { source: 'default', value: 1, rows: [] },
    { source: 'all', value: 2, rows: [stored('all', 2)] },
    { source: 'environment', value: 3, rows: layers },
    { source: 'override', value: 4, rows: layers, variables: { CONFIG__A__LIMIT: '4' } },
  ])('lets $source win over what is weaker', ({ source, value, rows, variables }) => {
    expect(merge(rows, variables)).toEqual([
      { key: 'a.limit', value, source, variable: 'CONFIG__A__LIMIT', isSensitive: false },
    ]);
  });

  it('keeps a key hidden when one layer is sensitive', () => {
    const secret = { ...stored('all', 2), isSensitive: true };
    expect(merge([secret, stored('production', 3)])).toMatchObject([{ value: 3, isSensitive: true }]);
  });
});

describe('overrides', () => {
  it.each([
    ['agents.maxPerUser', 'CONFIG__AGENTS__MAX_PER_USER'],
    ['features.new-editor', 'CONFIG__FEATURES__NEW_EDITOR'],
    ['a', 'CONFIG__A'],
  ])('names the variable of %s', (key, name) => {
    expect(overrideName(key)).toBe(name);
  });

  it.each([
    { text: '12', value: 12 },
    { text: 'true', value: true },
    { text: '{"a":[1]}', value: { a: [1] } },
    { text: 'plain text', value: 'plain text' },
    { text: '', value: undefined },
    { text: undefined, value: undefined },
  ])('reads $text as $value', ({ text, value }) => {
    expect(readOverride('a', { CONFIG__A: text })).toEqual(value);
  });
});

describe('readConfigurationEnvironment', () => {
  it('has a secret everywhere but in production', () => {
    expect(readConfigurationEnvironment({}).secret).toBeDefined();
    expect(readConfigurationEnvironment({ NODE_ENV: 'production' }).secret).toBeUndefined();
    const given = readConfigurationEnvironment({ NODE_ENV: 'production', CONFIGURATION_SECRET: 's' });
    expect(given.secret).toBe('s');
  });

  it('prefers its own name of the environment', () => {
    expect(readConfigurationEnvironment({}).name).toBe('development');
    expect(readConfigurationEnvironment({ NODE_ENV: 'test' }).name).toBe('test');
    const own = { NODE_ENV: 'production', CONFIGURATION_ENVIRONMENT: 'staging' };
    expect(readConfigurationEnvironment(own).name).toBe('staging');
  });
});

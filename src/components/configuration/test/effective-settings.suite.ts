import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { readConfigurationEnvironment } from '../configuration-environment.ts';
import { mergeEffectiveSettings, type StoredSetting } from '../effective-settings.ts';
import { overrideName, readOverride } from '../environment-override.ts';
import { defineSetting } from '../setting-definition.ts';

const definition = defineSetting({ key: 'a.limit', description: '', schema: z.number(), default: 1 });
const publicDefinition = defineSetting({ ...definition, isPublic: true });
const stored = (environment: string, value: number): StoredSetting => ({
  ...{ key: 'a.limit', environment, value, isSensitive: false },
});

describe('mergeEffectiveSettings', () => {
  const layers = [stored('production', 3), stored('all', 2)];
  const merge = (
    rows: readonly StoredSetting[],
    variables: Record<string, string> = {},
    definitions = [publicDefinition],
  ) => mergeEffectiveSettings({ definitions, stored: rows, environment: 'production', variables });

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

  it('hides what a variable holds unless the setting is declared public and no layer is sensitive', () => {
    const variables = { CONFIG__A__LIMIT: '4' };
    const secret = { ...stored('all', 2), isSensitive: true };

    expect(merge(layers, variables, [definition])).toMatchObject([{ value: 4, isSensitive: true }]);
    expect(merge(layers, variables, [])).toMatchObject([{ value: 4, isSensitive: true }]);
    expect(merge([secret], variables)).toMatchObject([{ value: 4, isSensitive: true }]);
    expect(merge(layers, variables)).toMatchObject([{ value: 4, isSensitive: false }]);
  });

  it('shows an overridden flag, as long as it is one', () => {
    const flag = { key: 'features.beta', environment: 'all', value: false, isSensitive: false };
    const override = (text: string) => merge([flag], { CONFIG__FEATURES__BETA: text }, []);

    expect(override('true')).toMatchObject([{ value: true, isSensitive: false }]);
    expect(override('hunter2')).toMatchObject([{ isSensitive: true }]);
  });

  it('lets a value that cannot be read fail its key instead of serving a weaker one', () => {
    const unreadable = { key: 'a.limit', environment: 'production', isSensitive: true, problem: 'sealed' };
    const [found] = merge([stored('all', 2), unreadable]);

    expect(found).toMatchObject({ source: 'environment', problem: 'sealed' });
    expect(found?.value).toBeUndefined();
    expect(merge([unreadable], { CONFIG__A__LIMIT: '4' })).toMatchObject([{ value: 4, source: 'override' }]);
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

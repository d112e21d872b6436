import { z } from 'zod';
import { type EffectiveSetting, SETTING_SOURCES } from '../effective-settings.ts';
import { EnvironmentName } from './setting-key.ts';

export const EffectiveQuery = z.strictObject({
  environment: EnvironmentName.optional().meta({ description: 'Default: the environment of this process' }),
});
export type EffectiveQuery = z.output<typeof EffectiveQuery>;

export const EffectiveSettingView = z
  .object({
    key: z.string(),
    value: z
      .unknown()
      .meta({ description: 'The value that holds; null when it is hidden or cannot be read' }),
    problem: z.string().optional().meta({ description: 'Why the value cannot be read; absent when it can' }),
    source: z.enum(SETTING_SOURCES).meta({ description: 'The layer it comes from' }),
    variable: z.string().meta({ description: 'Environment variable that overrides it' }),
    isSensitive: z.boolean().meta({
      description:
        'Whether the value is hidden: it is sensitive, or a variable holds it and nothing declares it public',
    }),
  })
  .meta({ title: 'EffectiveSetting' });
export type EffectiveSettingView = z.output<typeof EffectiveSettingView>;

export const EffectiveView = z.object({ environment: z.string(), settings: z.array(EffectiveSettingView) });
export type EffectiveView = z.output<typeof EffectiveView>;

/** What clients see of an effective setting: never a sensitive value. */
export function effectiveView(setting: EffectiveSetting): EffectiveSettingView {
  return { ...setting, value: setting.isSensitive ? null : (setting.value ?? null) };
}

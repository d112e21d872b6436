import { z } from 'zod';
import { ALL_ENVIRONMENTS } from '../effective-settings.ts';
import { SettingValue } from '../setting-value.ts';
import { EnvironmentName, SettingKey } from './setting-key.ts';

export const CreateSetting = z.strictObject({
  key: SettingKey,
  environment: EnvironmentName.default(ALL_ENVIRONMENTS),
  value: SettingValue,
  description: z.string().max(1000).optional(),
  isActive: z.boolean().default(true),
  isSensitive: z.boolean().default(false),
});
export type CreateSetting = z.output<typeof CreateSetting>;

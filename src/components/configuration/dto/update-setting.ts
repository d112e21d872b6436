import { z } from 'zod';
import { SettingValue } from '../setting-value.ts';

export const UpdateSetting = z.strictObject({
  value: SettingValue.optional(),
  description: z.string().max(1000).nullable().optional(),
  isActive: z.boolean().optional(),
  isSensitive: z.boolean().optional(),
  expectedVersion: z
    .int()
    .min(1)
    .optional()
    .meta({ description: 'The version you read; 409 when the setting has another one by now' }),
});
export type UpdateSetting = z.output<typeof UpdateSetting>;

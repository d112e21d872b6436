import { z } from 'zod';
import { type ConfigurationSetting } from '@/generated/prisma/client.ts';

export const SettingView = z
  .object({
    id: z.uuid(),
    key: z.string(),
    environment: z.string(),
    value: z.unknown().meta({ description: 'The value; null when the setting is sensitive' }),
    description: z.string().nullable(),
    isActive: z.boolean(),
    isSensitive: z.boolean(),
    version: z.int(),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ title: 'ConfigurationSetting' });
export type SettingView = z.output<typeof SettingView>;

/** What clients see of a setting: never a sensitive value, not even sealed. */
export function settingView(row: ConfigurationSetting): SettingView {
  return {
    ...row,
    value: row.isSensitive ? null : row.value,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

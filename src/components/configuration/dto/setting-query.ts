import { z } from 'zod';
import { PageQuery, sortBy } from '@/platform';
import { EnvironmentName } from './setting-key.ts';

export const SettingQuery = PageQuery.extend({
  key: z.string().max(200).optional().meta({ description: 'Settings whose key starts with this' }),
  environment: EnvironmentName.optional(),
  isActive: z.stringbool().optional(),
  isSensitive: z.stringbool().optional(),
  sort: sortBy('updatedAt', 'createdAt', 'key'),
});
export type SettingQuery = z.output<typeof SettingQuery>;

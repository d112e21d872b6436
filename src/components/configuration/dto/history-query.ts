import { z } from 'zod';
import { ConfigurationAction } from '@/generated/prisma/client.ts';
import { PageQuery, sortBy } from '@/platform';
import { EnvironmentName, SettingKey } from './setting-key.ts';

const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export const HistoryQuery = PageQuery.extend({
  settingId: z.uuid().optional(),
  key: SettingKey.optional(),
  environment: EnvironmentName.optional(),
  action: z.enum(ConfigurationAction).optional(),
  changedBy: z.string().max(200).optional(),
  from: Moment.optional().meta({ description: 'Changed at or after' }),
  to: Moment.optional().meta({ description: 'Changed before' }),
  sort: sortBy('changedAt'),
});
export type HistoryQuery = z.output<typeof HistoryQuery>;

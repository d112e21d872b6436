import { z } from 'zod';
import { ConfigurationAction, type ConfigurationHistory } from '@/generated/prisma/client.ts';

export const HistoryView = z
  .object({
    id: z.uuid(),
    settingId: z.uuid(),
    key: z.string(),
    environment: z.string(),
    action: z.enum(ConfigurationAction),
    oldValue: z.unknown().meta({ description: 'Value before; null when there was none or it is sensitive' }),
    newValue: z.unknown().meta({ description: 'Value after; null when there is none or it is sensitive' }),
    isSensitive: z.boolean(),
    isActive: z.boolean(),
    changedBy: z.string(),
    changedAt: z.iso.datetime(),
  })
  .meta({ title: 'ConfigurationHistory' });
export type HistoryView = z.output<typeof HistoryView>;

/** What clients see of a change: never a sensitive value. */
export function historyView(row: ConfigurationHistory): HistoryView {
  return {
    ...row,
    oldValue: row.isSensitive ? null : row.oldValue,
    newValue: row.isSensitive ? null : row.newValue,
    changedAt: row.changedAt.toISOString(),
  };
}

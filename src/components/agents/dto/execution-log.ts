import { z } from 'zod';
import { AgentLogLevel } from '@/generated/prisma/client.ts';
import { PageQuery, sortBy } from '@/platform';

export const CreateLogEntry = z.strictObject({
  level: z.enum(AgentLogLevel).default('INFO'),
  message: z.string().min(1).max(10_000),
});
export type CreateLogEntry = z.output<typeof CreateLogEntry>;

export const LogQuery = PageQuery.extend({
  level: z.enum(AgentLogLevel).optional(),
  sort: sortBy('createdAt'),
});
export type LogQuery = z.output<typeof LogQuery>;

export const LogEntryView = z
  .object({
    id: z.uuid(),
    executionId: z.uuid(),
    level: z.enum(AgentLogLevel),
    message: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ title: 'AgentExecutionLog' });

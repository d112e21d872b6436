import { z } from 'zod';
import { TestRunStatus } from '@/generated/prisma/client.ts';
import { PageQuery, sortBy } from '@/platform';

const MAX_CONFIGURATION_LENGTH = 16_384;

/** An object of JSON values; its content is agreed between the caller that starts the run and the runner. */
const Configuration = z
  .record(z.string(), z.unknown())
  .transform((value) => z.record(z.string(), z.json()).parse(value))
  .refine((value) => JSON.stringify(value).length <= MAX_CONFIGURATION_LENGTH, {
    message: `Must be at most ${MAX_CONFIGURATION_LENGTH} characters of JSON`,
  });

export const CreateExecution = z.strictObject({
  organizationId: z.uuid(),
  suiteId: z
    .uuid()
    .nullable()
    .default(null)
    .meta({ description: 'Run this suite and everything below it; null: all suites' }),
  name: z.string().trim().min(1).max(255).nullable().default(null),
  configuration: Configuration.default({}).meta({ example: { browser: 'firefox', branch: 'main' } }),
});
export type CreateExecution = z.output<typeof CreateExecution>;

const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export const ExecutionQuery = PageQuery.extend({
  organizationId: z.uuid().optional(),
  suiteId: z.uuid().optional(),
  status: z.enum(TestRunStatus).optional(),
  triggeredBy: z.string().max(200).optional(),
  from: Moment.optional().meta({ description: 'Created at or after' }),
  to: Moment.optional().meta({ description: 'Created before' }),
  sort: sortBy('createdAt', 'status'),
});
export type ExecutionQuery = z.output<typeof ExecutionQuery>;

export const ExecutionView = z
  .object({
    id: z.uuid(),
    organizationId: z.uuid(),
    suiteId: z.uuid().nullable(),
    name: z.string().nullable(),
    status: z.enum(TestRunStatus),
    triggeredBy: z.string(),
    configuration: z.record(z.string(), z.unknown()),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ title: 'TestRunExecution' });

import { z } from 'zod';
import { TestRunOutcome } from '@/generated/prisma/client.ts';
import { PageQuery, sortBy } from '@/platform';

/** A day: a longer test is a wrong unit. */
const MAX_DURATION_MS = 86_400_000;

export const PutResult = z
  .strictObject({
    outcome: z.enum(TestRunOutcome),
    durationMs: z
      .int()
      .min(0)
      .max(MAX_DURATION_MS)
      .nullable()
      .default(null)
      .meta({ description: 'Milliseconds' }),
    error: z.string().max(20_000).nullable().default(null).meta({ description: 'Why it failed' }),
  })
  .refine(({ outcome, error }) => outcome === 'FAILED' || error === null, {
    ...{ path: ['error'], message: 'Only a failed test has an error' },
  });
export type PutResult = z.output<typeof PutResult>;

export const ResultQuery = PageQuery.extend({
  outcome: z.enum(TestRunOutcome).optional(),
  testId: z.uuid().optional(),
  sort: sortBy('createdAt', 'outcome'),
});
export type ResultQuery = z.output<typeof ResultQuery>;

export const ResultView = z
  .object({
    id: z.uuid(),
    executionId: z.uuid(),
    testId: z.uuid(),
    outcome: z.enum(TestRunOutcome),
    durationMs: z.int().nullable(),
    error: z.string().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ title: 'TestRunResult' });

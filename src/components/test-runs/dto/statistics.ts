import { z } from 'zod';

const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export const StatisticsQuery = z.strictObject({
  from: Moment.optional().meta({ description: 'Results recorded at or after' }),
  to: Moment.optional().meta({ description: 'Results recorded before' }),
});
export type StatisticsQuery = z.output<typeof StatisticsQuery>;

export const StatisticsView = z
  .object({
    executions: z.int(),
    results: z.int(),
    passed: z.int(),
    failed: z.int(),
    skipped: z.int(),
    passRate: z
      .number()
      .nullable()
      .meta({ description: 'passed / (passed + failed), 0 to 1; null without any' }),
    averageDurationMs: z.number().nullable(),
    p95DurationMs: z.number().nullable(),
  })
  .meta({ title: 'TestRunStatistics' });
export type StatisticsView = z.output<typeof StatisticsView>;

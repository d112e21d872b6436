import { z } from 'zod';

const Time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** Query of `GET /print-jobs/statistics`. */
export const GetStatistics = z.strictObject({
  from: Time.optional().describe('Jobs handed in at this time or later'),
  to: Time.optional().describe('Jobs handed in before this time'),
});

export type GetStatistics = z.infer<typeof GetStatistics>;

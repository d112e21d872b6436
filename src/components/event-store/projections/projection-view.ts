import { z } from 'zod';

/** Counting further would cost more than it tells. */
export const mostLag = 10_000;

const Time = z.iso.datetime().nullable();

/** How far a projection has come, as the API answers it. */
export const ProjectionView = z.object({
  name: z.string(),
  types: z.array(z.string()).nullable().describe('The types it follows; null: all'),
  state: z.enum(['current', 'behind', 'failing']),
  position: z.string().describe('Everything up to this position is in it'),
  head: z.string().describe("Position of the tenant's last event"),
  lag: z.int().describe(`Events that are not in it yet; ${mostLag} stands for more, too`),
  failure: z
    .object({
      position: z.string().describe('Of the event it stopped before'),
      error: z.string(),
      tries: z.int(),
      failedAt: Time,
      retryAt: Time.describe('When it is tried again by itself'),
    })
    .nullable(),
});

type Failure = Omit<NonNullable<z.infer<typeof ProjectionView>['failure']>, 'failedAt' | 'retryAt'> & {
  failedAt: Date | null;
  retryAt: Date | null;
};
export type ProjectionView = Omit<z.infer<typeof ProjectionView>, 'failure'> & { failure: Failure | null };

export const ProjectionsView = z.object({ items: z.array(ProjectionView) });

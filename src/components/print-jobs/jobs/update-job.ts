import { z } from 'zod';
import { Priority } from './create-job.ts';

/** Body of `PATCH /print-jobs/jobs/:id`, as long as the job is queued. */
export const UpdateJob = z.strictObject({
  priority: Priority.optional(),
  copies: z.int().min(1).max(500).optional(),
});

export type UpdateJob = z.infer<typeof UpdateJob>;

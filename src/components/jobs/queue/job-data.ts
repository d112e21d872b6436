import { z } from 'zod';

/** What is kept of a job beside its payload. */
export const JobData = z.object({
  payload: z.unknown(),
  by: z.object({
    kind: z.enum(['user', 'key', 'service', 'system', 'anonymous']),
    id: z.string(),
    tenantId: z.string().optional(),
  }),
  /** What the principal might do when it made the job. */
  permissions: z.array(z.string()),
  tenant: z.string().optional(),
  deadline: z.coerce.date().optional(),
});
export type JobData = z.infer<typeof JobData>;

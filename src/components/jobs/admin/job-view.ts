import { nameOfPrincipal } from '@/platform';
import { z } from 'zod';
import { type JobProgress } from '@/generated/prisma/client.ts';
import { JobData } from '../queue/job-data.ts';
import { jobNameOf, type StoredJob } from '../queue/queue.port.ts';

export const States = z.enum(['waiting', 'retrying', 'running', 'done', 'cancelled', 'failed']);

export const JobView = z
  .object({
    id: z.uuid(),
    job: z.string().describe('Name of the job, and of its queue.'),
    state: States,
    tenantId: z.string().nullable(),
    createdBy: z.string(),
    priority: z.number().int(),
    key: z.string().nullable(),
    attempts: z.number().int(),
    maxAttempts: z.number().int(),
    payload: z.unknown(),
    failure: z
      .object({ reason: z.string(), message: z.string() })
      .nullable()
      .describe('Why the last attempt failed.'),
    progress: z.object({ percent: z.number(), note: z.string().nullable() }).nullable(),
    createdAt: z.iso.datetime(),
    startAfter: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'BackgroundJob' });
export type JobView = z.input<typeof JobView>;

const Output = z.object({ reason: z.string(), message: z.string() });

/** A job as it is shown; also one whose data are none, so that it can be found out why. */
export function jobView(job: StoredJob, progress: JobProgress | undefined): JobView {
  const data = JobData.safeParse(job.data).data;
  return {
    id: job.id,
    job: jobNameOf(job.queue),
    state: job.state,
    tenantId: data?.tenant ?? null,
    createdBy: data === undefined ? 'unknown' : nameOfPrincipal(data.by),
    priority: job.priority,
    key: job.key,
    attempts: job.attempts,
    maxAttempts: job.maxAttempts,
    payload: data?.payload ?? job.data ?? null,
    failure: Output.safeParse(job.output).data ?? null,
    progress: progress === undefined ? null : { percent: progress.percent, note: progress.note },
    createdAt: job.createdAt.toISOString(),
    startAfter: job.startAfter.toISOString(),
    startedAt: job.startedAt?.toISOString() ?? null,
    endedAt: job.endedAt?.toISOString() ?? null,
  };
}

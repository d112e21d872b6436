import { randomUUID } from 'node:crypto';
import { type NewJob, type TakenJob } from './queue.port.ts';

/** Ten years: a job that waits is never thrown away. */
const KEPT_DAYS = 3650;

/** A job as the library takes it. @param lease in seconds */
export function rowOf({ payload, origin, priority, key, startAfter, deadline }: NewJob, lease: number) {
  const id = randomUUID();
  const { by, permissions, tenant } = origin;
  return {
    id,
    data: { payload, by, permissions, tenant, deadline: deadline?.toISOString() },
    priority,
    ...(key !== undefined && { singletonKey: key }),
    expireInSeconds: lease,
    ...(startAfter !== undefined && {
      startAfter: typeof startAfter === 'number' ? String(startAfter) : startAfter,
    }),
    // The one for a single job, the other for many.
    retentionDays: KEPT_DAYS,
    keepUntil: new Date(Date.now() + KEPT_DAYS * 86_400_000).toISOString(),
  };
}

/** The columns that say whose attempts these are. */
export function owned(jobs: readonly TakenJob[]): [string[], string[], number[]] {
  return [jobs.map(({ queue }) => queue), jobs.map(({ id }) => id), jobs.map(({ attempt }) => attempt)];
}

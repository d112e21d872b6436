import { type FactoryProvider } from '@nestjs/common';
import { StartupError } from '@/platform';
import { z } from 'zod';

/** Token of the settings of this component; tests put their own in its place. */
export const JOBS_ENVIRONMENT = 'jobs.environment';

const seconds = (fallback: number) => z.coerce.number().positive().max(3600).default(fallback);

const Variables = z.object({
  NODE_ENV: z.string().default('development'),
  JOBS_IN_SERVER: z.enum(['yes', 'no']).optional(),
  JOBS_CONCURRENCY: z.coerce.number().int().min(1).max(1000).default(10),
  JOBS_POLL_INTERVAL: seconds(1),
  JOBS_LEASE: z.coerce.number().int().min(1).max(20).default(15),
  JOBS_SHUTDOWN_TIMEOUT: z.coerce.number().min(0).max(3600).default(20),
});

/** What the component takes from the process it runs in. Times are in milliseconds. */
export interface JobsEnvironment {
  /** Whether the process that serves runs jobs as well. */
  readonly isInServer: boolean;
  /** How many jobs this process runs at one time. */
  readonly concurrency: number;
  /** How long after a job was made a worker sees it at the latest, should a notification be lost. */
  readonly pollInterval: number;
  /** How long a process that ends waits for the jobs it has. */
  readonly shutdownTimeout: number;
  /** How long a process may be silent before its jobs are given to others. With a heartbeat more it is below 30 s. */
  readonly lease: number;
  /** How often a process says that it is there, and looks for those that are not. */
  readonly heartbeat: number;
}

/** @throws StartupError naming every variable that is wrong. */
export function readJobsEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): JobsEnvironment {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const { data, error } = Variables.safeParse(set);
  if (data === undefined) {
    const problems = error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new StartupError(`The component jobs cannot start:\n  - ${problems.join('\n  - ')}`);
  }
  return {
    isInServer: (data.JOBS_IN_SERVER ?? (data.NODE_ENV === 'development' ? 'yes' : 'no')) === 'yes',
    concurrency: data.JOBS_CONCURRENCY,
    pollInterval: data.JOBS_POLL_INTERVAL * 1000,
    shutdownTimeout: data.JOBS_SHUTDOWN_TIMEOUT * 1000,
    lease: data.JOBS_LEASE * 1000,
    // One that is lost does not lose the job.
    heartbeat: (data.JOBS_LEASE * 1000) / 3,
  };
}

export const jobsEnvironmentProvider: FactoryProvider<JobsEnvironment> = {
  provide: JOBS_ENVIRONMENT,
  useFactory: () => readJobsEnvironment(process.env),
};

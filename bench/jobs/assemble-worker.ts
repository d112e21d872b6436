import { z } from 'zod';
import { defineJob, type JobDefinition } from '../../src/components/jobs/define/define-job.ts';
import { type FoundHandler } from '../../src/components/jobs/define/handlers.ts';
import { type JobsEnvironment } from '../../src/components/jobs/jobs-environment.ts';
import { Jobs } from '../../src/components/jobs/jobs.service.ts';
import { BossQueue } from '../../src/components/jobs/queue/boss-queue.ts';
import { JobsDatabase } from '../../src/components/jobs/queue/jobs-database.ts';
import { AttemptTools } from '../../src/components/jobs/worker/attempt-tools.ts';
import { JobWorker } from '../../src/components/jobs/worker/job-worker.ts';
import { Notifications } from '../../src/components/jobs/worker/notifications.ts';
import { Scheduler } from '../../src/components/jobs/worker/scheduler.ts';
import { ComponentClients } from '../../src/database/access/component-clients.ts';
import { type PrismaService } from '../../src/database/access/prisma-service.ts';
import { ConnectionPool } from '../../src/database/connection-pool.ts';
import { readDatabaseOptions } from '../../src/database/database-options.ts';
import { RootClient } from '../../src/database/root-client.ts';

/** Writes one row, in the transaction that ends the job. */
export const effect = defineJob({
  name: 'bench.effect',
  payload: z.object({ n: z.number() }),
  transactional: true,
  retries: { limit: 1000, delay: 1, backOff: false },
});

/** Does nothing. */
export const nothing = defineJob({ name: 'bench.nothing', payload: z.object({ n: z.number() }) });

export interface AssembledWorker {
  readonly jobs: Jobs;
  readonly worker: JobWorker;
  /** How many jobs that do nothing were run. */
  readonly count: () => number;
  readonly close: () => Promise<void>;
}

/** The component without an application around it: what a process of workers consists of. */
export function assembleWorker(
  url: string,
  { concurrency = 10, lease = 15_000 }: Partial<Pick<JobsEnvironment, 'concurrency' | 'lease'>> = {},
): AssembledWorker {
  const options = readDatabaseOptions({ DATABASE_URL: url });
  const pool = new ConnectionPool(options);
  const root = new RootClient(options, pool);
  const models = ['JobPause', 'JobProgress', 'JobSchedule', 'JobWorker'];
  const access = { views: [], reads: [], writes: [], links: [], tenants: {}, system: [], raw: true };
  const client: unknown = new ComponentClients(root, [
    { name: 'jobs', version: '1.0.0', path: '', models, access },
  ]).of('jobs');
  if (!isJobsClient(client)) throw new TypeError('The client cannot send SQL');
  const environment: JobsEnvironment = {
    isInServer: false,
    concurrency,
    lease,
    heartbeat: lease / 3,
    pollInterval: 1_000,
    shutdownTimeout: 20_000,
  };
  const database = new JobsDatabase(options);
  const queue = new BossQueue(database, environment);
  let count = 0;
  const handlers = new Map<string, FoundHandler>([
    handled(effect, async (payload) => {
      const { n } = effect.payload.parse(payload);
      await client.$executeRaw`INSERT INTO job_effects (n) VALUES (${n})`;
    }),
    handled(nothing, () => {
      count += 1;
    }),
  ]);
  const principals = { renew: () => Promise.resolve(undefined) };
  const worker = new JobWorker(
    environment,
    queue,
    database,
    { all: () => handlers },
    new AttemptTools(principals, client, queue, database),
    new Notifications(database),
    new Scheduler(database, queue),
    { httpAdapter: undefined },
  );
  return {
    jobs: new Jobs(client, queue, database),
    worker,
    count: () => count,
    close: async () => {
      await worker.stop();
      await database.onApplicationShutdown();
      await root.$disconnect();
      await pool.end();
    },
  };
}

function handled(definition: JobDefinition, run: (payload: unknown) => unknown): [string, FoundHandler] {
  return [definition.name, { definition, run }];
}

function isJobsClient(value: unknown): value is PrismaService<'jobs'> {
  return typeof value === 'object' && value !== null && '$executeRaw' in value && 'jobPause' in value;
}

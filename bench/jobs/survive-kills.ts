import { Client } from 'pg';
import { type AssembledWorker, assembleWorker, effect } from './assemble-worker.ts';
import { WorkerProcesses } from './worker-processes.ts';

export interface Faults {
  readonly jobs: number;
  /** How many processes run jobs at one time. */
  readonly processes: number;
  /** How often one is killed with whatever it has under way. */
  readonly kills: number;
  /** In seconds. */
  readonly lease: number;
  /** What else happens, spread over the run. */
  readonly disturb: readonly (() => Promise<void>)[];
}

export interface Survived {
  readonly jobs: number;
  readonly kills: number;
  readonly disturbances: number;
  /** Jobs whose effect is not there. */
  readonly lost: number;
  /** Effects that are there more than once. */
  readonly doubled: number;
  readonly notDone: number;
  readonly seconds: number;
}

/** Makes jobs that write one row each, runs them in processes that are killed, and counts the rows. */
export async function surviveKills(
  url: string,
  { jobs, processes, kills, lease, disturb }: Faults,
): Promise<Survived> {
  await ask(url, 'CREATE TABLE job_effects (n int NOT NULL)');
  const maker = assembleWorker(url);
  await makeAll(maker, jobs);
  await maker.close();
  const started = performance.now();
  const workers = new WorkerProcesses(url, lease);
  await Promise.all(Array.from({ length: processes }, () => workers.start()));
  const events = mix(kills, disturb, () => workers.killOne());
  try {
    for (const [index, event] of events.entries()) {
      // Spread over the work, not over the time: the last one finds something to disturb, too.
      await until(url, (done) => done >= (jobs * (index + 0.5)) / (events.length + 1));
      await event();
    }
    await until(url, (done) => done >= jobs);
  } finally {
    await workers.stop();
  }
  const [effects] = await ask(
    url,
    'SELECT count(*)::int AS all, count(DISTINCT n)::int AS own FROM job_effects',
  );
  const [left] = await ask(
    url,
    `SELECT count(*)::int AS all FROM tessera_jobs.job WHERE name = '${effect.name}' AND state <> 'completed'`,
  );
  const own = effects?.['own'] ?? 0;
  return {
    jobs,
    kills,
    disturbances: disturb.length,
    lost: jobs - own,
    doubled: (effects?.['all'] ?? 0) - own,
    notDone: left?.['all'] ?? 0,
    seconds: Math.round((performance.now() - started) / 1000),
  };
}

async function makeAll({ jobs }: AssembledWorker, count: number): Promise<void> {
  for (let from = 0; from < count; from += 1000) {
    const part = Array.from({ length: Math.min(1000, count - from) }, (_, index) => ({
      payload: { n: from + index },
    }));
    await jobs.enqueueAll(effect, part);
  }
}

function mix(
  kills: number,
  disturb: readonly (() => Promise<void>)[],
  kill: () => Promise<void>,
): (() => Promise<void>)[] {
  const events = Array.from({ length: kills }, () => kill);
  for (const [index, event] of disturb.entries()) {
    events.splice(Math.round(((index + 1) * events.length) / (disturb.length + 1)), 0, event);
  }
  return events;
}

/** How long nothing may happen, in milliseconds. */
const PATIENCE = 120_000;

async function until(url: string, enough: (done: number) => boolean): Promise<void> {
  let last = -1;
  let since = Date.now();
  for (;;) {
    const done = await ask(url, 'SELECT count(DISTINCT n)::int AS done FROM job_effects').then(
      ([row]) => row?.['done'] ?? 0,
      // The server is being started again.
      () => last,
    );
    if (enough(done)) return;
    if (done !== last) since = Date.now();
    last = done;
    if (Date.now() - since > PATIENCE) throw new Error(`Nothing happens any more at ${done} jobs`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function ask(url: string, text: string): Promise<Record<string, number>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, number>>(text)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

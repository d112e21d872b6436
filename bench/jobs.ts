// npm run bench:jobs: jobs a second through the component, against the library alone, in one process, in turns.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg, { Client } from 'pg';
import PgBoss from 'pg-boss';
import { startTestServer } from '../build/postgres/embedded/start-test-server.ts';
import { migrateDatabase } from '../build/shells/jest/migrate-database.ts';
import { assembleWorker, nothing } from './jobs/assemble-worker.ts';
import { median, printTable, rounded, saveResults } from './measurements.ts';
import { wholeNumbers } from './read-sizes.ts';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '5' },
    concurrency: { type: 'string', default: '20' },
  },
});
const [jobs = 0] = wholeNumbers('jobs', values.jobs);
const [rounds = 0] = wholeNumbers('rounds', values.rounds);
const [concurrency = 0] = wholeNumbers('concurrency', values.concurrency);

/** Jobs a second. */
interface Round {
  readonly made: number;
  readonly run: number;
}

const server = await startTestServer(process.env, 'bench:jobs');
try {
  const url = await makeDatabase(server.url);
  const alone: Round[] = [];
  const ours: Round[] = [];
  // In turns, and the first of each is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    const library = await runLibrary(url);
    const component = await runComponent(url);
    if (round === 0) continue;
    alone.push(library);
    ours.push(component);
  }
  const row = (what: string, of: readonly Round[]) => ({
    what,
    'made/s': Math.round(median(of.map(({ made }) => made))),
    'run/s': Math.round(median(of.map(({ run }) => run))),
  });
  const [library, component] = [row('pg-boss alone', alone), row('component jobs', ours)];
  const ratio = {
    what: 'component to library',
    'made/s': rounded(component['made/s'] / library['made/s']),
    'run/s': Math.round((component['run/s'] / library['run/s']) * 100) / 100,
  };
  const rows = [library, component, ratio];
  printTable(`${jobs} jobs that do nothing, ${concurrency} at a time`, rows);
  await saveResults('jobs', { throughput: rows });
} finally {
  await server.stop();
}

async function makeDatabase(serverUrl: string): Promise<string> {
  const url = new URL(serverUrl);
  url.pathname = '/bench_jobs';
  const admin = new Client(serverUrl);
  await admin.connect();
  await admin.query('DROP DATABASE IF EXISTS bench_jobs');
  await admin.query('CREATE DATABASE bench_jobs');
  await admin.end();
  const client = new Client(url.href);
  await client.connect();
  await migrateDatabase(client, join(import.meta.dirname, '../prisma/migrations'));
  await client.end();
  return url.href;
}

/** What the library is made for: two lanes that fetch, run and complete as many at a time as the component may. */
async function runLibrary(url: string): Promise<Round> {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  const db: PgBoss.Db = { executeSql: (text, parameters) => pool.query(text, parameters) };
  const boss = new PgBoss({ db, schema: 'library', supervise: false, schedule: false });
  await boss.start();
  await boss.createQueue('nothing');
  const payloads = Array.from({ length: jobs }, (_, n) => ({ name: 'nothing', data: { n } }));
  const making = performance.now();
  for (let from = 0; from < jobs; from += 1000) await boss.insert(payloads.slice(from, from + 1000));
  const running = performance.now();
  let done = 0;
  const lane = async (): Promise<void> => {
    for (;;) {
      const taken = await boss.fetch<{ n: number }>('nothing', { batchSize: concurrency / 2 });
      if (taken.length === 0) return;
      done += taken.length;
      await boss.complete(
        'nothing',
        taken.map(({ id }) => id),
      );
    }
  };
  await Promise.all([lane(), lane()]);
  const end = performance.now();
  if (done !== jobs) throw new Error(`The library ran ${done} of ${jobs} jobs`);
  await boss.clearStorage();
  await boss.stop({ graceful: false });
  await pool.end();
  return { made: jobs / ((running - making) / 1000), run: jobs / ((end - running) / 1000) };
}

async function runComponent(url: string): Promise<Round> {
  const assembled = assembleWorker(url, { concurrency });
  const payloads = Array.from({ length: jobs }, (_, n) => ({ payload: { n } }));
  const making = performance.now();
  for (let from = 0; from < jobs; from += 1000) {
    await assembled.jobs.enqueueAll(nothing, payloads.slice(from, from + 1000));
  }
  const running = performance.now();
  assembled.worker.start();
  const client = new Client(url);
  await client.connect();
  // Done is what is written down, as for the library.
  const left = async (): Promise<number> =>
    (
      await client.query<{ left: number }>(
        "SELECT count(*)::int AS left FROM tessera_jobs.job WHERE state < 'completed'",
      )
    ).rows[0]?.left ?? 0;
  while (assembled.count() < jobs || (await left()) > 0)
    await new Promise((resolve) => setTimeout(resolve, 10));
  const end = performance.now();
  await assembled.close();
  await client.query('TRUNCATE tessera_jobs.job');
  await client.end();
  return { made: jobs / ((running - making) / 1000), run: jobs / ((end - running) / 1000) };
}

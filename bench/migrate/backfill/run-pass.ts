import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { quantile, rounded, type Row } from '../../measurements.ts';
import { backfillName, fillTable } from './people-application.ts';
import { type LoadRequest, type LoadResult, steadyLoad } from './steady-load.ts';

/** What runs at the same time on the same rows. */
export interface Pass {
  readonly name: string;
  readonly hasLoad: boolean;
  /** Flags of `tessera migrate backfill`; undefined: it does not run. */
  readonly backfill?: readonly string[];
}

export interface PassSettings {
  readonly directory: string;
  readonly databaseUrl: string;
  /** Where the application answers. */
  readonly origin: string;
  readonly rows: number;
  /** Requests a second. */
  readonly rate: number;
  /** Seconds of the load without a backfill, and what a backfill may take before it is ended. */
  readonly seconds: number;
  readonly limit: number;
}

/** Every fifth request writes. They are spread over all rows, in the same order in each pass. */
function requestOf(number: number, rows: number): LoadRequest {
  const id = ((number * 611_953) % rows) + 1;
  return number % 5 === 0
    ? { method: 'POST', path: `/people/${String(id)}/visits` }
    : { method: 'GET', path: `/people/${String(id)}` };
}

/** Fills the table anew, so that no pass pays for dead rows of the one before, and measures one pass on it. */
export async function runPass(pass: Pass, settings: PassSettings): Promise<Row> {
  const { rows, databaseUrl, origin, rate, seconds } = settings;
  const client = new Client(databaseUrl);
  await client.connect();
  try {
    await client.query(fillTable(rows));
    await client.query('VACUUM ANALYZE "Person"');
    await client.query('CHECKPOINT');
    const stop = new AbortController();
    const load = pass.hasLoad
      ? steadyLoad(origin, rate, (number) => requestOf(number, rows), stop.signal)
      : undefined;
    try {
      if (pass.backfill) await backfill(pass.backfill, settings);
      else await wait(seconds * 1000);
    } finally {
      stop.abort();
    }
    const answered = await load;
    return {
      pass: pass.name,
      ...(pass.backfill && (await progressOf(client))),
      ...(answered && loadColumns(answered)),
    };
  } finally {
    await client.end();
  }
}

function loadColumns({ latencies, failed }: LoadResult): Row {
  return {
    requests: latencies.length,
    'failed requests': failed,
    'p50 ms': rounded(quantile(latencies, 0.5)),
    'p99 ms': rounded(quantile(latencies, 0.99)),
    'slowest ms': rounded(latencies.at(-1) ?? Number.NaN),
  };
}

/** The command as a process of its own, to its end or to the limit: its place is kept, so what it did counts. */
async function backfill(flags: readonly string[], settings: PassSettings): Promise<void> {
  const { directory, databaseUrl, limit } = settings;
  const args = ['migrate', 'backfill', backfillName, '--restart', '--json', ...flags];
  const child = spawn(process.execPath, [join(directory, 'bin/tessera.js'), ...args], {
    cwd: directory,
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close');
  const timer = setTimeout(() => child.kill('SIGKILL'), limit * 1000);
  await ended;
  clearTimeout(timer);
  if (child.exitCode !== 0 && child.signalCode !== 'SIGKILL') throw new Error(`It failed:\n${output}`);
}

/** From its own table of checkpoints: from the first batch to the last, without the start of the process. */
async function progressOf(client: Client): Promise<Row> {
  const { rows } = await client.query<{ walked: number; batches: number; seconds: number; done: boolean }>(
    `SELECT walked::float8, batches::float8, finished_at IS NOT NULL AS done,
       extract(epoch FROM updated_at - started_at)::float8 AS seconds
     FROM tessera.backfills WHERE name = $1`,
    [backfillName],
  );
  const [found] = rows;
  if (!found) throw new Error('The backfill has left no checkpoint.');
  return {
    rows: found.walked,
    complete: found.done ? 'yes' : 'no',
    batches: found.batches,
    seconds: rounded(found.seconds),
    'rows/s': rounded(found.walked / found.seconds),
  };
}

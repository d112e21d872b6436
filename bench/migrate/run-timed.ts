import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { Client } from 'pg';
import { median, rounded, type Row } from '../measurements.ts';

/** One run of a program. */
export interface TimedRun {
  readonly milliseconds: number;
  /** Processor time of the program and what it started, PostgreSQL aside; undefined where the system does not say. */
  readonly cpuMilliseconds: number | undefined;
}

/** Runs a script of Node to its end. @throws Error with its output when it fails */
export function runTimed(cwd: string, env: NodeJS.ProcessEnv, script: string, ...args: string[]): TimedRun {
  const [begin, cpuBefore] = [performance.now(), cpuOfChildren()];
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const [end, cpuAfter] = [performance.now(), cpuOfChildren()];
  if (status !== 0)
    throw new Error(`${args.join(' ')} failed:\n${stdout.slice(-2000)}${stderr.slice(-2000)}`);
  const isKnown = cpuBefore !== undefined && cpuAfter !== undefined;
  return { milliseconds: end - begin, cpuMilliseconds: isKnown ? cpuAfter - cpuBefore : undefined };
}

/** Medians of several runs, as columns of a table. */
export function columns(name: string, runs: readonly TimedRun[]): Row {
  const cpu = runs.flatMap(({ cpuMilliseconds }) => cpuMilliseconds ?? []);
  return {
    [`${name} ms`]: rounded(median(runs.map(({ milliseconds }) => milliseconds))),
    // On a busy machine the only figure that means something.
    ...(cpu.length > 0 ? { [`${name} cpu ms`]: rounded(median(cpu)) } : {}),
  };
}

/** Milliseconds that children of this process have computed, those that ended; Linux counts them in hundredths. */
function cpuOfChildren(): number | undefined {
  if (!existsSync('/proc/self/stat')) return undefined;
  const text = readFileSync('/proc/self/stat', 'utf8');
  // The name of the program, in brackets, may hold anything; cutime and cstime are the 14th and 15th after it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

/** Works with a database of its own on the server, which goes away afterwards. */
export async function withDatabase<Result>(
  serverUrl: string,
  work: (url: string) => Result,
): Promise<Result> {
  const name = `tessera_bench_${randomBytes(6).toString('hex')}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const admin = new Client(serverUrl);
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE "${name}"`);
    try {
      return work(url.href);
    } finally {
      await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`);
    }
  } finally {
    await admin.end();
  }
}

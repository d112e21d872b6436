import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Command, type SetUp } from './set-up.ts';

/** The watcher of a set-up and everything it started. */
export interface RunningSetUp {
  readonly ended: () => boolean;
  /** Resident memory of the whole tree of processes, the type checker apart; the database is not in it. */
  readonly memory: () => SetUpMemory;
  /** The last lines it printed. */
  readonly tail: () => string;
  readonly stop: () => Promise<void>;
}

export interface SetUpMemory {
  readonly ownMiB: number;
  /** Of a compiler that checks types beside the loop, while it runs. */
  readonly checkerMiB: number;
}

const graceMs = 15_000;

/** @param port where it will serve */
export function startSetUp(setUp: SetUp, port: number): RunningSetUp {
  const log = join(setUp.directory, 'bench.log');
  const output = openSync(log, 'a');
  const [program, ...args] = setUp.start;
  const child = spawn(program, args, {
    cwd: setUp.directory,
    env: { ...setUp.env, PORT: String(port) },
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  const exited = once(child, 'exit');
  // A process group of its own: what a watcher leaves behind when it ends is still in it.
  const killGroup = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Nobody is left.
    }
  };
  process.once('exit', killGroup);
  const ended = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const tree = (): readonly ProcessEntry[] => (child.pid === undefined ? [] : descendants(child.pid));
  return {
    ended,
    memory: () => {
      const all = tree();
      const mebibytes = (isChecker: boolean): number =>
        Math.round(all.reduce((sum, one) => (one.isChecker === isChecker ? sum + one.kib : sum), 0) / 1024);
      return { ownMiB: mebibytes(false), checkerMiB: mebibytes(true) };
    },
    tail: () => readFileSync(log, 'utf8').slice(-1500),
    async stop() {
      if (!ended()) child.kill('SIGTERM');
      const insist = new AbortController();
      await Promise.race([
        exited,
        wait(graceMs, undefined, { signal: insist.signal }).catch(() => undefined),
      ]);
      insist.abort();
      killGroup();
      process.off('exit', killGroup);
      await exited;
    },
  };
}

/** Runs a command to its end. @returns its exit code */
export async function runToEnd({ directory, env }: SetUp, [program, ...args]: Command): Promise<number> {
  const output = openSync(join(directory, 'bench.log'), 'a');
  const child = spawn(program, args, { cwd: directory, env, stdio: ['ignore', output, output] });
  closeSync(output);
  await once(child, 'exit');
  return child.exitCode ?? 1;
}

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly kib: number;
  readonly isChecker: boolean;
}

/** The process that runs the embedded database; the others are given one that runs elsewhere. */
const databaseHost = /[\\/]embedded[\\/]host[\\/]/;
/** What our loop starts; set-ups whose compiler checks types as it compiles have no process for it. */
const typeChecker = /\btsgo\b/;

function descendants(root: number): readonly ProcessEntry[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' });
  const all = stdout
    .split('\n')
    .filter((line) => !databaseHost.test(line))
    .map((line) => {
      const [pid = 0, parent = 0, kib = 0] = line.trim().split(/\s+/, 3).map(Number);
      return { pid, parent, kib, isChecker: typeChecker.test(line) };
    });
  const found = all.filter(({ pid }) => pid === root);
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}

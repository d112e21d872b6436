import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type SetUp } from '../dev/set-up.ts';
import { z } from 'zod';

const LoopEvent = z.looseObject({ event: z.string() });
export type LoopEvent = z.infer<typeof LoopEvent>;

/** What the development host says of itself, after it has collected its garbage. */
const HostMemory = z.object({ heapMiB: z.number(), residentMiB: z.number(), cpuMs: z.number() });
export type HostMemory = z.infer<typeof HostMemory>;

const reporter = new URL('./report-memory.mjs', import.meta.url).href;

/** `tessera dev --events` of one project. */
export interface WatchedLoop {
  /** The next event of one of these names. @throws Error when it does not come in time, or the loop ends */
  readonly next: (...names: readonly string[]) => Promise<LoopEvent>;
  /** How many events of a name there were. */
  readonly count: (name: string) => number;
  readonly hostMemory: () => Promise<HostMemory>;
  readonly stop: () => Promise<void>;
}

const limitMs = 90_000;

/** @param port where it serves */
export function watchLoop(setUp: SetUp, port: number): WatchedLoop {
  const [program, ...args] = setUp.start;
  const child = spawn(program, ['--import', reporter, ...args, '--events', '--no-types'], {
    cwd: setUp.directory,
    env: { ...setUp.env, PORT: String(port), LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  const counts = new Map<string, number>();
  const listeners = new Set<(event: LoopEvent) => void>();
  createInterface(child.stdout).on('line', (line) => {
    const event = LoopEvent.parse(JSON.parse(line));
    counts.set(event.event, (counts.get(event.event) ?? 0) + 1);
    for (const listener of listeners) listener(event);
  });
  const next = (...names: readonly string[]): Promise<LoopEvent> =>
    new Promise((resolve, reject) => {
      const settle = (then: () => void): void => {
        clearTimeout(limit);
        listeners.delete(listener);
        then();
      };
      const listener = (event: LoopEvent): void => {
        if (names.includes(event.event))
          settle(() => {
            resolve(event);
          });
      };
      const limit = setTimeout(() => {
        settle(() => {
          reject(new Error(`No ${names.join(' or ')} within ${limitMs} ms.`));
        });
      }, limitMs);
      listeners.add(listener);
      void exited.then(() => {
        settle(() => {
          reject(new Error('The loop ended.'));
        });
      });
    });
  return {
    count: (name) => counts.get(name) ?? 0,
    next,
    async hostMemory() {
      const told = next('memory');
      child.kill('SIGUSR2');
      return HostMemory.parse(await told);
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A command of the user's, as a terminal would run it: a process group of its own, its output collected. */
export function runCommand(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv) {
  // The test run's own settings are not the user's; spawn leaves out what is undefined.
  const own = { NODE_OPTIONS: undefined, DATABASE_URL: undefined, NODE_ENV: undefined };
  const child = spawn(command, [...args], {
    cwd,
    env: { ...process.env, ...own, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listeners = new Set<() => void>();
  const tell = (chunk?: Buffer): void => {
    output += chunk?.toString() ?? '';
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', tell);
  child.stderr.on('data', tell);
  let ended = false;
  const exited = once(child, 'close').then(([code, signal]: unknown[]) => {
    ended = true;
    tell();
    return { code, signal, output };
  });
  const signalGroup = (signal: NodeJS.Signals): void => {
    if (child.pid !== undefined && !ended) process.kill(-child.pid, signal);
  };
  return {
    exited,
    output: () => output,
    /** Resolves with the output after `from` once it matches; rejects when the command ends before. */
    until: (pattern: RegExp, from = 0): Promise<string> =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          const seen = output.slice(from);
          if (pattern.test(seen)) resolve(seen);
          else if (ended) reject(new Error(`It ended before it said ${String(pattern)}:\n${output}`));
          else return;
          listeners.delete(check);
        };
        listeners.add(check);
        check();
      }),
    /** Ctrl-C in the terminal: the whole group gets it. */
    interrupt: () => {
      signalGroup('SIGINT');
    },
    terminate: () => {
      signalGroup('SIGTERM');
    },
    /** `kill -9`, for the command and whatever it started. */
    kill: () => {
      signalGroup('SIGKILL');
    },
  };
}

export type RunningCommand = ReturnType<typeof runCommand>;

/** Asks until the answer is the wanted one; a refused connection is "not yet". The test's own timeout ends it. */
export async function untilAnswer(
  url: string,
  wanted: (status: number, body: string) => boolean,
): Promise<string> {
  for (;;) {
    try {
      const response = await fetch(url);
      const body = await response.text();
      if (wanted(response.status, body)) return body;
    } catch {
      // Nobody listens at the moment.
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Resolves when the condition holds; asked again and again until the test's own timeout. */
export async function untilTrue(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 25));
}

/** Processes (Linux) whose working folder or command line lies in a folder. */
export function processesIn(dir: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return command.includes(dir) || readlinkSync(`/proc/${pid}/cwd`).startsWith(dir) ? [command] : [];
      } catch {
        // It ended while we looked, or is not ours.
        return [];
      }
    });
}

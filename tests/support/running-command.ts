import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * Nothing that a test waits for takes this long on any machine; less than a test may take, so that it ends with what came
 * instead.
 */
export const patienceMs = 75_000;

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
  let stdout = '';
  const listeners = new Set<() => void>();
  const tell = (text = ''): void => {
    output += text;
    for (const listener of listeners) listener();
  };
  // Decoded as streams: a character may come in two parts.
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    tell(text);
  });
  child.stderr.setEncoding('utf8').on('data', tell);
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
    /** Standard output and standard error as they came: either may be in the middle of a line of the other. */
    output: () => output,
    stdout: () => stdout,
    /**
     * Resolves with the output after `from` once it matches; rejects with all output when the command ends before, or
     * when it takes too long.
     */
    until: (pattern: RegExp, from = 0, limit = AbortSignal.timeout(patienceMs)): Promise<string> =>
      new Promise((resolve, reject) => {
        const stop = (): void => {
          listeners.delete(check);
          limit.removeEventListener('abort', check);
        };
        const check = (): void => {
          const seen = output.slice(from);
          if (pattern.test(seen)) resolve(seen);
          else if (ended) reject(new Error(`It ended before it said ${String(pattern)}:\n${output}`));
          else if (limit.aborted) reject(new Error(`It did not say ${String(pattern)}, but:\n${output}`));
          else return;
          stop();
        };
        listeners.add(check);
        limit.addEventListener('abort', check);
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

/**
 * Asks until the answer is the wanted one; a refused connection is "not yet". Rejects with the last answer when it takes
 * too long.
 */
export async function untilAnswer(
  url: string,
  wanted: (status: number, body: string) => boolean,
): Promise<string> {
  const limit = AbortSignal.timeout(patienceMs);
  for (let last = 'nothing'; ;) {
    try {
      const response = await fetch(url, { signal: limit });
      const body = await response.text();
      if (wanted(response.status, body)) return body;
      last = `${response.status}: ${body}`;
    } catch (error) {
      // Nobody listens at the moment.
      if (!limit.aborted) last = String(error);
    }
    if (limit.aborted) throw new Error(`${url} never gave the wanted answer; the last was ${last}`);
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

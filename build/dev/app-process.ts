import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { firstAnswer } from './first-answer.ts';

export interface AppProcessOptions {
  /** Absolute path of the bundle. */
  readonly script: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly url: string;
  /** Which of this process's outputs its standard output joins. @default 'stdout' */
  readonly output?: 'stdout' | 'stderr';
  /** Called when the application ends without having been asked to. */
  readonly onUnexpectedExit: (reason: string) => void;
}

/** The application as a child process; one at a time. */
export interface AppProcess {
  /** True from the first answer until the process ends. */
  readonly serving: () => boolean;
  /** Ends the running one, if any, and starts the bundle as it is now. Resolves to the milliseconds to the first answer. */
  readonly restart: () => Promise<{ ok: true; ms: number } | { ok: false; reason: string }>;
  /** Asks the application to end, waits, and insists after a while. It cannot be started again. */
  readonly close: () => Promise<void>;
  /** Ends it at once. */
  readonly kill: () => void;
}

/** Longer than the application takes to drain its requests; after this it is killed. */
const stopGraceMs = 12_000;

function describeExit(code: number | null, signal: NodeJS.Signals | null): string {
  return `The application ended with ${signal === null ? `exit code ${String(code)}` : signal}.`;
}

export function createAppProcess(options: AppProcessOptions): AppProcess {
  let child: ChildProcess | undefined;
  let serving = false;
  const closing = new AbortController();

  async function stop(): Promise<void> {
    const ending = child;
    child = undefined;
    serving = false;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, 'exit');
    const insist = setTimeout(() => ending.kill('SIGKILL'), stopGraceMs);
    ending.kill('SIGTERM');
    await ended;
    clearTimeout(insist);
  }

  function start(): ChildProcess {
    const preload = new URL('./parent-watch.js', import.meta.url).href;
    // A process group of its own: Ctrl-C in the terminal reaches the host alone, which then ends this one in order.
    const started = spawn(process.execPath, ['--enable-source-maps', '--import', preload, options.script], {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', options.output === 'stderr' ? 2 : 1, 2, 'ipc'],
      detached: true,
    });
    child = started;
    started.once('exit', (code, signal) => {
      if (child !== started) return;
      child = undefined;
      if (serving) options.onUnexpectedExit(describeExit(code, signal));
      serving = false;
    });
    return started;
  }

  return {
    serving: () => serving,
    async restart() {
      await stop();
      if (closing.signal.aborted) return { ok: false, reason: 'The application is not started any more.' };
      const begin = performance.now();
      const started = start();
      const gone = new AbortController();
      const exited = once(started, 'exit').then(([code, signal]: unknown[]) => {
        gone.abort();
        const name = typeof signal === 'string' ? signal : `exit code ${String(code)}`;
        return `The application ended with ${name} before it answered.`;
      });
      const answered = firstAnswer(`${options.url}/health/live`, gone.signal).then(() => undefined);
      const reason = await Promise.race([exited, answered]);
      if (reason !== undefined) return { ok: false, reason };
      serving = child === started;
      return { ok: true, ms: performance.now() - begin };
    },
    async close() {
      closing.abort();
      await stop();
    },
    kill: () => {
      child?.kill('SIGKILL');
    },
  };
}

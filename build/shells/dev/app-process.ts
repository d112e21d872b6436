import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type AppFailure, AppMessage, type HotUpdate } from './app-messages.ts';
import { type Problem } from './overlay/current-problems.ts';
import { type AppOutput } from './output/dev-output.ts';
import { createStandbyProcess } from './standby-process.ts';

export interface AppProcessOptions {
  /** Absolute path of the bundle. */
  readonly script: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Which of this process's outputs its standard output joins, or who gets both of its outputs. @default 'stdout' */
  readonly output?: AppOutput;
  /** Options for Node, such as `--inspect`. */
  readonly execArgv?: readonly string[];
  readonly onMessage: (message: AppMessage) => void;
  /** Called when the process ends without having been asked to. */
  readonly onExit: (cause: string) => void;
}

/** The application as a child process; one at a time. */
export interface AppProcess {
  /** Whether there is a process that takes updates. */
  readonly running: () => boolean;
  /**
   * Starts a process that loads packages until the first `start`, which then has them.
   * @param preload absolute path of a module that imports them
   */
  readonly prepare: (preload: string) => void;
  /** Ends the running one, if any, and starts the bundle as it is on the disk. What becomes of it is told by messages. */
  readonly start: () => Promise<void>;
  /**
   * Starts the bundle beside the running one, which serves until the new one can.
   * @returns why it did not start; the running one goes on then
   */
  readonly startBeside: () => Promise<AppFailure | undefined>;
  /** Gives up the one that is being started beside the running one. */
  readonly stopBeside: () => void;
  /** Hands the running one updates, oldest first; `id` comes back in the answer. */
  readonly update: (id: number, updates: readonly HotUpdate[]) => void;
  /** Asks the running one to start what it has been told, and to close the application before first. */
  readonly takeTurn: (id: number) => void;
  /** Tells the running one what the overlay in the browser shows. */
  readonly showProblems: (problems: readonly Problem[]) => void;
  /** Asks the application to end, waits, and insists after a while. It cannot be started again. */
  readonly close: () => Promise<void>;
  /** Ends it at once; `onExit` is called. */
  readonly kill: () => void;
}

/** Longer than the application takes to drain its requests; after this it is killed. */
const stopGraceMs = 12_000;

interface Running {
  readonly child: ChildProcess;
  /** Why it ended; never rejects. */
  readonly ended: Promise<string>;
}

function describeExit(code: unknown, signal: unknown): string {
  if (signal === 'SIGKILL')
    return 'The application was killed (SIGKILL): by hand, or by the system when memory ran out.';
  // V8 aborts when its heap is full, after it has said so on standard error.
  if (signal === 'SIGABRT')
    return 'The application was aborted (SIGABRT): as a rule because its memory was full.';
  if (typeof signal === 'string') return `The application was ended by ${signal}.`;
  return `The application ended itself with exit code ${String(code)}: a call of process.exit, or its event loop ran empty.`;
}

/** How the start of a process beside another one ends: with a reason why not, or without one. */
async function outcomeOf(child: ChildProcess): Promise<AppFailure | undefined> {
  return new Promise((resolve) => {
    child.on('message', (raw) => {
      const { data: message } = AppMessage.safeParse(raw);
      if (message?.kind === 'opened') resolve(undefined);
      if (message?.kind === 'failed') resolve(message.failure);
    });
    child.once('exit', (code, signal) => {
      resolve({ message: describeExit(code, signal) });
    });
    child.once('error', (error) => {
      resolve({ message: `The application cannot be started: ${String(error)}.` });
    });
  });
}

const launcher = fileURLToPath(new URL('./launch.js', import.meta.url));

const preloads = ['./parent-watch.js', './loop-guard.js'].flatMap((file) => [
  '--import',
  new URL(file, import.meta.url).href,
]);

function outputTo(output: AppOutput = 'stdout'): readonly [1 | 2 | 'pipe', 2 | 'pipe'] {
  if (typeof output === 'object') return ['pipe', 'pipe'];
  return [output === 'stderr' ? 2 : 1, 2];
}

export function createAppProcess(options: AppProcessOptions): AppProcess {
  let running: Running | undefined;
  /** Being started while another one serves. */
  let beside: ChildProcess | undefined;
  /** The end of one that was replaced. */
  let ending: Promise<void> | undefined;
  const closing = new AbortController();
  const standby = createStandbyProcess({
    script: options.script,
    env: options.env,
    spawn: (...program) => spawnChild(program),
  });

  async function stop(): Promise<void> {
    const stopping = running;
    running = undefined;
    if (stopping !== undefined) await end(stopping);
  }

  async function end({ child, ended }: Running): Promise<void> {
    const insist = setTimeout(() => child.kill('SIGKILL'), stopGraceMs);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(insist);
  }

  function spawnChild(program: readonly string[], extra: NodeJS.ProcessEnv = {}): ChildProcess {
    // A process group of its own: Ctrl-C in the terminal reaches the host alone, which then ends this one in order.
    const child = spawn(
      process.execPath,
      ['--enable-source-maps', ...(options.execArgv ?? []), ...preloads, ...program],
      {
        cwd: options.cwd,
        env: { ...options.env, ...extra },
        stdio: ['ignore', ...outputTo(options.output), 'ipc'],
        detached: true,
      },
    );
    const { output } = options;
    if (typeof output === 'object') {
      child.stdout?.on('data', output.write);
      child.stderr?.on('data', output.write);
    }
    return child;
  }

  function follow(child: ChildProcess): Running {
    const ended = once(child, 'exit').then(
      ([code, signal]: unknown[]) => describeExit(code, signal),
      (error: unknown) => `The application cannot be started: ${String(error)}.`,
    );
    const started: Running = { child, ended };
    void ended.then((cause) => {
      if (running !== started) return;
      running = undefined;
      options.onExit(cause);
    });
    child.on('message', (raw) => {
      const { data: message } = AppMessage.safeParse(raw);
      if (message !== undefined && running === started) options.onMessage(message);
    });
    return started;
  }

  return {
    running: () => running !== undefined,
    async start() {
      await stop();
      if (!closing.signal.aborted) running = follow(standby.take() ?? spawnChild([launcher, options.script]));
    },
    async startBeside() {
      const child = spawnChild([launcher, options.script], { TESSERA_BESIDE: '1' });
      beside = child;
      const failure = await outcomeOf(child);
      beside = undefined;
      if (failure !== undefined) {
        child.kill('SIGKILL');
        return failure;
      }
      const before = running;
      running = follow(child);
      if (before !== undefined) ending = end(before);
      child.send({ kind: 'listen' }, () => {
        // A process that is gone tells so by its exit.
      });
      return undefined;
    },
    stopBeside: () => beside?.kill('SIGKILL'),
    prepare: (preload) => {
      if (!closing.signal.aborted) standby.prepare(preload);
    },
    showProblems(problems) {
      running?.child.send({ kind: 'problems', problems }, () => {
        // A process that is going away has no browser to tell.
      });
    },
    takeTurn(id) {
      running?.child.send({ kind: 'update', id, updates: [], turn: true }, () => {
        // A process that is gone tells so by its exit.
      });
    },
    update(id, updates) {
      running?.child.send({ kind: 'update', id, updates }, () => {
        // A process that is gone tells so by its exit.
      });
    },
    async close() {
      closing.abort();
      standby.forget();
      beside?.kill('SIGKILL');
      await Promise.all([stop(), ending]);
    },
    kill: () => {
      standby.forget();
      beside?.kill('SIGKILL');
      running?.child.kill('SIGKILL');
    },
  };
}

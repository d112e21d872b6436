import { type ChildProcess } from 'node:child_process';
import {
  type AppFailure,
  AppMessage,
  type HostMessage,
  type HotUpdate,
  type Problem,
} from '../../../contract/dev-messages.ts';
import { whyEnded, whyNotStarted } from './app-end.ts';
import { launcher, spawnApp, type SpawnAppOptions } from './spawn-app.ts';
import { createStandbyProcess } from './standby-process.ts';

export interface AppProcessOptions extends SpawnAppOptions {
  /** Absolute path of the bundle. */
  readonly script: string;
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
    spawn: (...program) => spawnApp(program, options),
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

  function send(message: HostMessage): void {
    running?.child.send(message, () => {
      // A process that is gone, or going, tells so by its exit.
    });
  }

  function follow(child: ChildProcess): Running {
    const ended = whyEnded(child);
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
      if (!closing.signal.aborted)
        running = follow(standby.take() ?? spawnApp([launcher, options.script], options));
    },
    async startBeside() {
      const env = { ...options.env, TESSERA_BESIDE: '1' };
      const child = spawnApp([launcher, options.script], { ...options, env });
      beside = child;
      const failure = await whyNotStarted(child);
      beside = undefined;
      if (failure !== undefined) {
        child.kill('SIGKILL');
        return failure;
      }
      const before = running;
      running = follow(child);
      if (before !== undefined) ending = end(before);
      send({ kind: 'listen' });
      return undefined;
    },
    stopBeside: () => beside?.kill('SIGKILL'),
    prepare: (preload) => {
      if (!closing.signal.aborted) standby.prepare(preload);
    },
    showProblems(problems) {
      send({ kind: 'problems', problems });
    },
    takeTurn(id) {
      send({ kind: 'update', id, updates: [], turn: true });
    },
    update(id, updates) {
      send({ kind: 'update', id, updates });
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

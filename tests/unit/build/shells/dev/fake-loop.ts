import { type AppFailure, type AppMessage, type HotUpdate } from '../../../../../contract/dev-messages.ts';
import { type AppProcess } from '../../../../../build/shells/dev/app-process.ts';
import { type AppUpdates, createAppUpdates } from '../../../../../build/shells/dev/app-updates.ts';
import { type DevEvent } from '../../../../../build/shells/dev/dev-event.ts';
import { type BuildResult } from '../../../../../build/shells/dev/build-result.ts';

/** A build whose update carries its hash, so that a test can tell what was sent. */
export function build(hash: string): BuildResult {
  const updates: readonly HotUpdate[] = [{ manifest: hash, chunks: {} }];
  const files = ['src/components/crm/crm.service.ts'];
  const times = { ms: 30, composeMs: 2, since: performance.now() };
  return {
    ok: true,
    hash,
    errors: '',
    warnings: '',
    files,
    updates,
    composed: undefined,
    bundle: new Map(),
    ...times,
  };
}

export const swapped = (id: number): Extract<AppMessage, { kind: 'swapped' }> => ({
  kind: 'swapped',
  id,
  modules: [],
  kept: ['database/client'],
  applyMs: 1,
  bootMs: 2,
});
export const failure = { message: 'no provider' };
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The updates of an application whose process is played by the test. */
export interface FakeLoop {
  readonly updates: AppUpdates;
  readonly events: readonly DevEvent[];
  readonly names: () => readonly string[];
  /** Hashes of the builds that were written for a process to start from. */
  readonly installed: readonly string[];
  /** What the process was sent: hashes of builds, oldest first. */
  readonly sent: readonly { readonly id: number; readonly hashes: readonly unknown[] }[];
  readonly kills: () => number;
  /** Starts that began before the one before had ended. */
  readonly overlapping: () => number;
  readonly openDatabase: () => void;
  /** How processes were started. */
  readonly starts: () => readonly ('start' | 'beside')[];
  /** The next process that is started beside this one does not start. */
  readonly failBeside: (message: string) => void;
  readonly failWrites: (error: Error | undefined) => void;
  /** The database comes up, and the application with this build. */
  readonly serve: (hash: string) => Promise<void>;
  /** The process ends; resolves when another one runs, or none will. */
  readonly exit: (cause: string) => Promise<void>;
}

export function createFakeLoop(): FakeLoop {
  const events: DevEvent[] = [];
  const installed: string[] = [];
  const sent: { id: number; hashes: unknown[] }[] = [];
  let [isRunning, kills, underWay, overlapping] = [false, 0, 0, 0];
  const starts: ('start' | 'beside')[] = [];
  const besideFailures: AppFailure[] = [];
  let writeError: Error | undefined;
  let openDatabase: () => void = () => undefined;
  const app: AppProcess = {
    running: () => isRunning,
    start: async () => {
      starts.push('start');
      if (underWay > 0) overlapping += 1;
      underWay += 1;
      await Promise.resolve();
      isRunning = true;
      underWay -= 1;
    },
    startBeside: async () => {
      await Promise.resolve();
      starts.push('beside');
      return besideFailures.shift();
    },
    update: (id, list) => sent.push({ id, hashes: list.map(({ manifest }) => manifest) }),
    takeTurn: (id) => sent.push({ id, hashes: ['turn'] }),
    stopBeside: () => undefined,
    prepare: () => undefined,
    showProblems: () => undefined,
    close: () => Promise.resolve(),
    kill: () => {
      kills += 1;
    },
  };
  const ready = new Promise<void>((resolve) => (openDatabase = resolve));
  const updates = createAppUpdates({
    app,
    ready,
    url: 'http://x',
    projectDir: '/p',
    componentsDir: 'src/components',
    report: (event) => events.push(event),
    install: ({ hash }) => {
      if (writeError) throw writeError;
      installed.push(hash);
    },
    hangMs: 20,
  });
  return {
    updates,
    events,
    names: () => events.map(({ event }) => event),
    installed,
    sent,
    kills: () => kills,
    overlapping: () => overlapping,
    openDatabase,
    starts: () => starts,
    failBeside: (message) => besideFailures.push({ message }),
    failWrites(error) {
      writeError = error;
    },
    async serve(hash) {
      openDatabase();
      void updates.offer(build(hash));
      await settled();
      updates.onMessage({ kind: 'serving', bootMs: 1 });
    },
    async exit(cause) {
      isRunning = false;
      updates.onExit(cause);
      const restarts = (): boolean => events.at(-1)?.event === 'crashed' && !app.running();
      while (restarts()) await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}

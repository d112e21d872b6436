import { type AppMessage } from './app-messages.ts';
import { type AppProcess } from './app-process.ts';
import { createBackOff } from './back-off.ts';
import { createBuildChain } from './build-chain.ts';
import { type DevReporter } from './dev-event.ts';
import { changedComponents, describeSwap } from './describe-swap.ts';
import { explainFailure } from './explain-failure.ts';
import { createUnservedFiles } from './unserved-files.ts';
import { type BuildResult } from './watch-build.ts';

/** Brings good builds to the running application. */
export interface AppUpdates {
  /** Resolves when the application has answered, or when there is nothing to wait for; never rejects. */
  readonly offer: (build: BuildResult) => Promise<void>;
  readonly onMessage: (message: AppMessage) => void;
  readonly onExit: (cause: string) => void;
  /** Starts the application anew, for whoever asks. */
  readonly restart: (reason: string) => void;
  /** Whether an application answers. */
  readonly serving: () => boolean;
  /** No update starts any more; resolves when the application has ended. */
  readonly close: () => Promise<void>;
  /** Rejects when the application could not even be started; never resolves. */
  readonly failed: Promise<never>;
}

export interface AppUpdatesOptions {
  readonly app: AppProcess;
  /** Settles when the application may start (database up); until then builds wait. */
  readonly ready: Promise<unknown>;
  /** Where the application serves. */
  readonly url: string;
  readonly projectDir: string;
  readonly report: DevReporter;
  /** Puts the bundle of a build where the process starts from. */
  readonly install: (build: BuildResult) => void;
  /** How long an update may take before the process counts as hanging. @default 60 s */
  readonly hangMs?: number;
}

const defaultHangMs = 60_000;

/** An update on its way. */
interface Flight {
  readonly build: BuildResult;
  readonly hang: NodeJS.Timeout;
  readonly landed: () => void;
}

export function createAppUpdates(options: AppUpdatesOptions): AppUpdates {
  const { app, ready, url, projectDir, report } = options;
  const backOff = createBackOff();
  const closing = new AbortController();
  const flights = new Map<number, Flight>();
  let lastId = 0;
  const chain = createBuildChain();
  /** What the process was last told to run. */
  let told: BuildResult | undefined;
  let serving = false;
  /** Whether what the process was told last came to serve. */
  let lastServed = false;
  /** What the database lacked the last time: it is told once. */
  let lacked = '';
  const unserved = createUnservedFiles();
  let startedAt = 0;
  let firstTime = true;
  let starting: Promise<void> | undefined;
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });

  /** @param chosen left out: the newest build at the moment of the start */
  function start(chosen?: BuildResult): void {
    serving = false;
    landAll();
    starting = ready
      .then(async () => {
        const newest = chain.latest();
        const build = chosen ?? newest;
        if (closing.signal.aborted || build === undefined) return;
        startedAt = performance.now();
        options.install(build);
        told = build;
        await app.start();
        // What came while it was started; not what it was started without on purpose.
        if (chain.latest() !== newest) void bringUpToDate();
      })
      .catch(fail)
      .finally(() => {
        starting = undefined;
      });
  }

  /** Hands the running process what it lacks. @returns when it has answered */
  function bringUpToDate(): Promise<void> {
    const build = chain.latest();
    const updates = told && chain.from(told);
    if (build === undefined || updates === undefined) {
      start();
      return Promise.resolve();
    }
    told = build;
    if (updates.length === 0) {
      unchanged(build);
      return Promise.resolve();
    }
    lastId += 1;
    unserved.add(lastId, build);
    const hang = setTimeout(() => {
      app.kill();
    }, options.hangMs ?? defaultHangMs);
    const answered = new Promise<void>((landed) => {
      flights.set(lastId, { build, hang, landed });
    });
    if (build.follows !== true) report({ event: 'swap-started', components: changedComponents(build) });
    app.update(lastId, updates);
    return answered;
  }

  /** What the pipeline wrote makes webpack look again; nobody saved anything. */
  function unchanged(build: BuildResult): void {
    if (build.files.length > 0) report({ event: 'unchanged', ms: performance.now() - build.since });
  }

  function land(id: number): BuildResult | undefined {
    const flight = flights.get(id);
    clearTimeout(flight?.hang);
    flights.delete(id);
    flight?.landed();
    return flight?.build;
  }

  function landAll(): void {
    for (const id of [...flights.keys()]) land(id);
  }

  function served(build: BuildResult | undefined): void {
    serving = true;
    lastServed = true;
    backOff.served();
    if (build !== undefined) chain.served(build);
  }

  function reportLacking({ components, missing }: Extract<AppMessage, { kind: 'lacking' }>): void {
    const seen = missing.join();
    if (seen !== lacked) {
      report({ event: 'database-behind', components, missing, command: 'npx prisma migrate dev' });
    }
    lacked = seen;
  }

  function restart(reason: string): void {
    if (chain.latest() === undefined || closing.signal.aborted) return;
    report({ event: 'restarting', reason });
    start();
  }

  return {
    failed,
    restart,
    serving: () => serving,
    async offer(build) {
      chain.add(build);
      if (closing.signal.aborted || starting !== undefined) return;
      backOff.cancel();
      if (app.running()) await bringUpToDate();
      else start();
    },
    onMessage(message) {
      switch (message.kind) {
        case 'serving': {
          unserved.take(lastId);
          served(told);
          const sinceStart = firstTime ? { sinceStartMs: performance.now() } : {};
          firstTime = false;
          report({ event: 'ready', url, ms: performance.now() - startedAt, ...sinceStart });
          return;
        }
        case 'failed':
          report({
            event: 'refused',
            ...explainFailure(message.failure, projectDir),
            serving,
            ms: performance.now() - startedAt,
          });
          return;
        case 'swapped': {
          const build = land(message.id);
          const what = unserved.take(message.id);
          const swapped = build && describeSwap({ ...build, ...what }, message);
          served(build);
          // What only the pipeline wrote nobody waits for.
          if (swapped && what.files.length > 0) report({ event: 'swapped', ...swapped });
          return;
        }
        case 'same': {
          const build = land(message.id);
          // What an earlier message brought was refused then, and is not here now either.
          if (lastServed) {
            unserved.take(message.id);
            served(build);
          }
          if (build) unchanged(build);
          return;
        }
        case 'refused': {
          lastServed = false;
          const build = land(message.id);
          const ms = performance.now() - (build?.since ?? startedAt);
          report({ event: 'refused', ...explainFailure(message.failure, projectDir), serving, ms });
          return;
        }
        case 'superseded':
          land(message.id);
          return;
        case 'restart':
          land(message.id);
          restart(message.reason);
          return;
        case 'lacking':
          reportLacking(message);
          return;
        case 'uncaught':
          report({ event: 'uncaught', ...explainFailure(message.failure, projectDir) });
          return;
      }
    },
    onExit(cause) {
      const hadAnUpdate = flights.size > 0;
      serving = false;
      landAll();
      const good = chain.good();
      if (closing.signal.aborted) return;
      if (good === undefined) {
        report({ event: 'app-stopped', reason: `${cause} The next good build starts it again.` });
        return;
      }
      const restartsInMs = backOff.crashed();
      const when = hadAnUpdate ? ' It happened while a save was swapped in.' : '';
      report({ event: 'crashed', cause: `${cause}${when}`, restartsInMs });
      backOff.then(() => {
        // What has never served may be what ended it: the last that did comes back.
        if (!app.running() && starting === undefined) start(good);
      }, restartsInMs);
    },
    async close() {
      closing.abort();
      backOff.cancel();
      landAll();
      await starting;
      await app.close();
    },
  };
}

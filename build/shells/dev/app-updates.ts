import { describeFailure } from '../../files/describe-failure.ts';
import { type AppFailure, type AppMessage } from './app-messages.ts';
import { type AppProcess } from './app-process.ts';
import { type AppReportsOptions, createAppReports } from './app-reports.ts';
import { createBackOff } from './back-off.ts';
import { type Conflict, conflictInWords, describeConflict, isAddressHeld } from './describe-conflict.ts';
import { createBuildChain } from './build-chain.ts';
import { changedComponents } from './describe-swap.ts';
import { createFlights, defaultHangMs } from './flights.ts';
import { type BuildResult } from './build-result.ts';

/** Brings good builds to the running application. */
export interface AppUpdates {
  /** Resolves when the application has answered, or when there is nothing to wait for; never rejects. */
  readonly offer: (build: BuildResult) => Promise<void>;
  readonly onMessage: (message: AppMessage) => void;
  readonly onExit: (cause: string) => void;
  /** Starts the application anew. */
  readonly restart: (reason: string) => void;
  /** Whether an application answers. */
  readonly serving: () => boolean;
  /** No update starts any more; resolves when the application has ended. */
  readonly close: () => Promise<void>;
  /** Rejects when the application could not even be started; never resolves. */
  readonly failed: Promise<never>;
}

export interface AppUpdatesOptions extends AppReportsOptions {
  readonly app: AppProcess;
  /** Settles when the application may start (database up); until then builds wait. */
  readonly ready: Promise<unknown>;
  /** Puts the bundle of a build where the process starts from. @throws the system's error when it cannot */
  readonly install: (build: BuildResult) => void;
  /** Whether a process may be started while another one serves; not while a debugger has its port. @default true */
  readonly startsBeside?: boolean;
  /** How long an update may take before the process counts as hanging; Infinity while a debugger is attached. @default 75 s */
  readonly hangMs?: number;
}

/** A save that its process cannot start. */
interface Moving {
  readonly failure: AppFailure;
  /** Nothing serves until it is started. */
  readonly isEmpty: boolean;
  /** Every save will meet it. */
  readonly isLasting: boolean;
  readonly build: BuildResult;
}

/** Whether a save meets what the process holds; one of that component may have mended it. */
function needsProcess(build: BuildResult, { component }: Conflict): boolean {
  return component === undefined || !changedComponents(build).includes(component);
}

export function createAppUpdates(options: AppUpdatesOptions): AppUpdates {
  const { app, ready, projectDir, report, install, startsBeside = true, hangMs = defaultHangMs } = options;
  const reports = createAppReports(options);
  const backOff = createBackOff();
  const chain = createBuildChain();
  const closing = new AbortController();
  let isHanging = false;
  const flights = createFlights(() => {
    isHanging = true;
    app.kill();
  }, hangMs);
  /** What the process was last told to run. */
  let told: BuildResult | undefined;
  let serving = false;
  /** Whether what the process was told last came to serve. */
  let lastServed = false;
  let starting: Promise<void> | undefined;
  /** The process before a new one has to go first: they cannot run side by side. */
  let closesFirst = false;
  /** What a process holds for good, so that every save needs a new one. */
  let heldByProcess: Conflict | undefined;
  let isMoving = false;
  /** A save that waits for its bundle, to be started in a process of its own. */
  let moving: Moving | undefined;
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });

  /** @param chosen left out: the newest build at the moment of the start */
  function start(chosen?: BuildResult): void {
    const before = starting;
    const own = ready
      // Two at once would be two processes on one port.
      .then(() => before)
      .then(async () => {
        const newest = chain.latest();
        const build = chosen ?? newest;
        if (closing.signal.aborted || build === undefined) return;
        reports.starting();
        if (!installed(build)) return;
        const mayStay = startsBeside && !closesFirst && serving && app.running();
        const how = mayStay ? await startBeside(build) : 'close-first';
        if (how === 'refused') return;
        if (how === 'close-first') {
          told = build;
          serving = false;
          lastServed = false;
          flights.drop();
          await app.start();
        }
        // What came while it was started; not what it was started without on purpose.
        if (chain.latest() !== newest) void bringUpToDate();
      })
      .catch(fail)
      .finally(() => {
        if (starting === own) starting = undefined;
      });
    starting = own;
  }

  /** The one that serves goes on until the new one can, and when it cannot. */
  async function startBeside(build: BuildResult): Promise<'started' | 'refused' | 'close-first'> {
    const failure = await app.startBeside();
    if (closing.signal.aborted) return 'refused';
    if (failure === undefined) {
      flights.drop();
      told = build;
      return 'started';
    }
    closesFirst = isAddressHeld(failure);
    if (closesFirst) return 'close-first';
    // What is told next leads on from what runs.
    reports.refused(failure, serving);
    return 'refused';
  }

  /** Starts a save in a process of its own, as soon as there is its bundle: no swap can bring it. */
  async function move({ failure, isEmpty, isLasting, build }: Moving): Promise<void> {
    const conflict = describeConflict(failure, options);
    const newest = chain.latest() ?? build;
    if (!installed(newest)) return;
    isMoving = true;
    const begin = performance.now();
    const refusal = await app.startBeside();
    isMoving = false;
    if (closing.signal.aborted) return;
    flights.drop();
    // A save that came meanwhile has the next word.
    if (refusal !== undefined && !isEmpty && chain.latest()?.hash !== newest.hash) return;
    if (refusal === undefined) {
      told = newest;
      reports.starting(begin);
      if (isLasting) heldByProcess = conflict;
      report({ event: 'restarting', reason: conflictInWords(conflict) });
      return;
    }
    if (!isLasting && isAddressHeld(refusal)) {
      closesFirst = true;
      restart(conflictInWords(conflict));
      return;
    }
    if (isLasting && !isEmpty) {
      const { id } = flights.begin(newest);
      reports.told(id, newest);
      app.takeTurn(id);
      return;
    }
    reports.refused(isEmpty ? refusal : failure, !isEmpty, build);
    if (isEmpty) start(chain.good());
  }

  function beginMove(what: Moving): void {
    moving = undefined;
    const before = starting;
    const own = Promise.resolve(before)
      .then(() => move(what))
      .catch(fail)
      .finally(() => {
        if (starting === own) starting = undefined;
        if (chain.latest() !== told && app.running() && starting === undefined) void bringUpToDate();
      });
    starting = own;
  }

  /** A full disk, or one that is read-only, ends nothing that runs. */
  function installed(build: BuildResult): boolean {
    try {
      install(build);
      return true;
    } catch (error) {
      const failure = describeFailure(error, projectDir);
      if (failure === undefined) throw error;
      reports.refused({ message: `${failure.message} ${failure.hint ?? ''}`.trim() }, serving);
      return false;
    }
  }

  /** Hands the running process what it lacks. @returns when it has answered */
  async function bringUpToDate(): Promise<void> {
    const build = chain.latest();
    const updates = told && chain.from(told);
    if (build === undefined) return;
    if (updates === undefined) {
      restart('this save does not lead on from the build that runs');
      return;
    }
    told = build;
    if (updates.length === 0) {
      reports.unchanged(build);
      return;
    }
    if (build.follows !== true) lastServed = false;
    const { id, answered } = flights.begin(build);
    reports.told(id, build);
    app.update(id, updates);
    await answered;
  }

  function served(build: BuildResult | undefined): void {
    serving = true;
    lastServed = true;
    backOff.served();
    if (build !== undefined) chain.served(build);
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
      if (isMoving && build.hash !== told?.hash) app.stopBeside();
      if (moving !== undefined && build.isPatch !== true) {
        beginMove({ ...moving, build });
        return;
      }
      if (closing.signal.aborted || starting !== undefined) return;
      if (heldByProcess !== undefined && needsProcess(build, heldByProcess)) {
        // A patch has no bundle to start from; the whole build follows.
        if (build.isPatch !== true) restart(conflictInWords(heldByProcess));
        return;
      }
      backOff.cancel();
      if (app.running()) await bringUpToDate();
      else start();
    },
    onMessage(message) {
      switch (message.kind) {
        case 'serving':
          served(told);
          reports.ready();
          return;
        case 'failed': {
          const good = chain.good();
          reports.refused(message.failure, serving);
          // The one before was closed first.
          if (good !== undefined && good !== told && starting === undefined) start(good);
          return;
        }
        case 'opened':
          return;
        case 'swapped': {
          const build = flights.land(message.id);
          served(build);
          closesFirst = message.turn !== undefined;
          heldByProcess = undefined;
          if (build) reports.swapped(build, message);
          return;
        }
        case 'same': {
          const build = flights.land(message.id);
          // What an earlier message brought is still being started, or was refused and is not here now either.
          if (lastServed) {
            reports.served(message.id);
            served(build);
          }
          if (build) reports.unchanged(build);
          return;
        }
        case 'refused': {
          const { failure, isEmpty = false } = message;
          const build = flights.land(message.id);
          const isLasting = message.needsProcess === 'always';
          if (message.needsProcess === undefined || !startsBeside || build === undefined) {
            reports.refused(failure, serving, build);
            return;
          }
          const what = { failure, isEmpty, isLasting, build };
          if (build.isPatch === true && chain.latest() === build) moving = what;
          else beginMove(what);
          return;
        }
        case 'superseded':
          flights.land(message.id);
          return;
        case 'restart':
          flights.land(message.id);
          // Of several updates none of which can be taken the first has said so.
          if (starting === undefined) restart(message.reason);
          return;
        case 'lacking':
          reports.lacking(message);
          return;
        case 'uncaught':
          reports.uncaught(message.failure);
          return;
      }
    },
    onExit(cause) {
      const hadAnUpdate = flights.drop();
      serving = false;
      const good = chain.good();
      const why = isHanging ? `The application did not answer for ${hangMs / 1000} s and was ended.` : cause;
      isHanging = false;
      if (closing.signal.aborted) return;
      if (good === undefined) {
        report({ event: 'app-stopped', reason: `${why} The next good build starts it again.` });
        return;
      }
      const restartsInMs = backOff.crashed();
      const when = hadAnUpdate ? ' It happened while a save was swapped in; it comes back without it.' : '';
      report({ event: 'crashed', cause: `${why}${when}`, restartsInMs });
      backOff.then(() => {
        // What has never served may be what ended it: the last that did comes back.
        if (!app.running() && starting === undefined) start(good);
      }, restartsInMs);
    },
    async close() {
      closing.abort();
      backOff.cancel();
      flights.drop();
      await starting;
      await app.close();
    },
  };
}

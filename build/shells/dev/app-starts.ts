import { describeFailure } from '../../files/describe-failure.ts';
import { type BuildResult } from './build-result.ts';
import { isAddressHeld } from './describe-conflict.ts';
import { type UpdatesState } from './updates-state.ts';

/** Starts the application and hands it updates. */
export interface AppStarts {
  /** @param chosen left out: the newest build at the moment of the start */
  readonly start: (chosen?: BuildResult) => void;
  /** Starts the newest build, and says why. */
  readonly restart: (reason: string) => void;
  /** Hands the running process what it lacks. @returns when it has answered */
  readonly bringUpToDate: () => Promise<void>;
  /** Puts the bundle of a build in its place. @returns whether it is there */
  readonly installed: (build: BuildResult) => boolean;
  /** The application serves what it was told. */
  readonly served: (build: BuildResult | undefined) => void;
}

export function createAppStarts(state: UpdatesState): AppStarts {
  const { app, ready, projectDir, report, install, startsBeside } = state;
  const { progress, flights, reports, backOff, chain, closing, fail } = state;

  function start(chosen?: BuildResult): void {
    const before = progress.starting;
    const own = ready
      // Two at once would be two processes on one port.
      .then(() => before)
      .then(async () => {
        const newest = chain.latest();
        const build = chosen ?? newest;
        if (closing.signal.aborted || build === undefined) return;
        reports.starting();
        if (!installed(build)) return;
        const mayStay = startsBeside && !progress.closesFirst && progress.serving && app.running();
        const how = mayStay ? await startBeside(build) : 'close-first';
        if (how === 'refused') return;
        if (how === 'close-first') {
          progress.told = build;
          progress.serving = false;
          progress.lastServed = false;
          flights.drop();
          await app.start();
        }
        // What came while it was started; not what it was started without on purpose.
        if (chain.latest() !== newest) void bringUpToDate();
      })
      .catch(fail)
      .finally(() => {
        if (progress.starting === own) progress.starting = undefined;
      });
    progress.starting = own;
  }

  /** The one that serves goes on until the new one can, and when it cannot. */
  async function startBeside(build: BuildResult): Promise<'started' | 'refused' | 'close-first'> {
    const failure = await app.startBeside();
    if (closing.signal.aborted) return 'refused';
    if (failure === undefined) {
      flights.drop();
      progress.told = build;
      return 'started';
    }
    progress.closesFirst = isAddressHeld(failure);
    if (progress.closesFirst) return 'close-first';
    // What is told next leads on from what runs.
    reports.refused(failure, progress.serving);
    return 'refused';
  }

  /** A full disk, or one that is read-only, ends nothing that runs. */
  function installed(build: BuildResult): boolean {
    try {
      install(build);
      return true;
    } catch (error) {
      const failure = describeFailure(error, projectDir);
      if (failure === undefined) throw error;
      reports.refused({ message: `${failure.message} ${failure.hint ?? ''}`.trim() }, progress.serving);
      return false;
    }
  }

  async function bringUpToDate(): Promise<void> {
    const build = chain.latest();
    const updates = progress.told && chain.from(progress.told);
    if (build === undefined) return;
    if (updates === undefined) {
      restart('this save does not lead on from the build that runs');
      return;
    }
    progress.told = build;
    if (updates.length === 0) {
      reports.unchanged(build);
      return;
    }
    if (build.follows !== true) progress.lastServed = false;
    const { id, answered } = flights.begin(build);
    reports.told(id, build);
    app.update(id, updates);
    await answered;
  }

  function restart(reason: string): void {
    if (chain.latest() === undefined || closing.signal.aborted) return;
    report({ event: 'restarting', reason });
    start();
  }

  function served(build: BuildResult | undefined): void {
    progress.serving = true;
    progress.lastServed = true;
    backOff.served();
    if (build !== undefined) chain.served(build);
  }

  return { start, restart, bringUpToDate, installed, served };
}

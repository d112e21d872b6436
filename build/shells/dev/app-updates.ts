import { type AppMessage } from '../../../contract/dev-messages.ts';
import { createAppMoves } from './app-moves.ts';
import { createAppStarts } from './app-starts.ts';
import { type BuildResult } from './build-result.ts';
import { type Conflict, conflictInWords } from './describe-conflict.ts';
import { changedComponents } from './describe-swap.ts';
import { hearApp } from './hear-app.ts';
import { type AppUpdatesOptions, createUpdatesState } from './updates-state.ts';

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

/** Whether a save meets what the process holds; one of that component may have mended it. */
function needsProcess(build: BuildResult, { component }: Conflict): boolean {
  return component === undefined || !changedComponents(build).includes(component);
}

export function createAppUpdates(options: AppUpdatesOptions): AppUpdates {
  const state = createUpdatesState(options);
  const { app, report, hangMs, progress, flights, backOff, chain, closing, failed } = state;
  const starts = createAppStarts(state);
  const beginMove = createAppMoves(state, starts);

  return {
    failed,
    restart: starts.restart,
    serving: () => progress.serving,
    onMessage: hearApp(state, starts, beginMove),
    async offer(build) {
      chain.add(build);
      if (progress.isMoving && build.hash !== progress.told?.hash) app.stopBeside();
      if (progress.moving !== undefined && build.isPatch !== true) {
        beginMove({ ...progress.moving, build });
        return;
      }
      if (closing.signal.aborted || progress.starting !== undefined) return;
      const { heldByProcess } = progress;
      if (heldByProcess !== undefined && needsProcess(build, heldByProcess)) {
        // A patch has no bundle to start from; the whole build follows.
        if (build.isPatch !== true) starts.restart(conflictInWords(heldByProcess));
        return;
      }
      backOff.cancel();
      if (app.running()) await starts.bringUpToDate();
      else starts.start();
    },
    onExit(cause) {
      const hadAnUpdate = flights.drop();
      const { isHanging } = progress;
      progress.serving = false;
      progress.isHanging = false;
      if (closing.signal.aborted) return;
      const good = chain.good();
      const why = isHanging ? `The application did not answer for ${hangMs / 1000} s and was ended.` : cause;
      if (good === undefined) {
        report({ event: 'app-stopped', reason: `${why} The next good build starts it again.` });
        return;
      }
      const restartsInMs = backOff.crashed();
      const when = hadAnUpdate ? ' It happened while a save was swapped in; it comes back without it.' : '';
      report({ event: 'crashed', cause: `${why}${when}`, restartsInMs });
      backOff.then(() => {
        // What has never served may be what ended it: the last that did comes back.
        if (!app.running() && progress.starting === undefined) starts.start(good);
      }, restartsInMs);
    },
    async close() {
      closing.abort();
      backOff.cancel();
      flights.drop();
      await progress.starting;
      await app.close();
    },
  };
}

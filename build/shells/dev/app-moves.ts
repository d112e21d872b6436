import { type AppStarts } from './app-starts.ts';
import { conflictInWords, describeConflict, isAddressHeld } from './describe-conflict.ts';
import { type Moving, type UpdatesState } from './updates-state.ts';

/**
 * Starts saves in processes of their own: no swap can bring them.
 *
 * @returns begins one, as soon as what is starting has started
 */
export function createAppMoves(state: UpdatesState, starts: AppStarts): (what: Moving) => void {
  const { app, place, report, progress, flights, reports, chain, closing, fail } = state;

  async function move({ failure, isEmpty, isLasting, build }: Moving): Promise<void> {
    const conflict = describeConflict(failure, place);
    const newest = chain.latest() ?? build;
    if (!starts.installed(newest)) return;
    progress.isMoving = true;
    const begin = performance.now();
    const refusal = await app.startBeside();
    progress.isMoving = false;
    if (closing.signal.aborted) return;
    flights.drop();
    // A save that came meanwhile has the next word.
    if (refusal !== undefined && !isEmpty && chain.latest()?.hash !== newest.hash) return;
    if (refusal === undefined) {
      progress.told = newest;
      reports.starting(begin);
      if (isLasting) progress.heldByProcess = conflict;
      report({ event: 'restarting', reason: conflictInWords(conflict) });
      return;
    }
    if (!isLasting && isAddressHeld(refusal)) {
      progress.closesFirst = true;
      starts.restart(conflictInWords(conflict));
      return;
    }
    if (isLasting && !isEmpty) {
      const { id } = flights.begin(newest);
      reports.told(id, newest);
      app.takeTurn(id);
      return;
    }
    reports.refused(isEmpty ? refusal : failure, !isEmpty, build);
    if (isEmpty) starts.start(chain.good());
  }

  return (what) => {
    progress.moving = undefined;
    const before = progress.starting;
    const own = Promise.resolve(before)
      .then(() => move(what))
      .catch(fail)
      .finally(() => {
        if (progress.starting === own) progress.starting = undefined;
        const isFree = app.running() && progress.starting === undefined;
        if (chain.latest() !== progress.told && isFree) void starts.bringUpToDate();
      });
    progress.starting = own;
  };
}

import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type DevEvent, type DevReporter } from '../dev-event.ts';

/** Runs one check; resolves to `undefined` when it was ended or has nothing to say. */
export type CheckTypes = (signal: AbortSignal) => Promise<readonly Diagnostic[] | undefined>;

/** The type checker beside the loop. */
export interface TypeChecks {
  /** To be told every event of the loop. */
  readonly follow: DevReporter;
  /** To be told of a save before the events that follow it: ends the check that runs. */
  readonly hold: () => void;
  /** Ends the check that runs; none begins any more. */
  readonly close: () => Promise<void>;
}

/** A save is dealt with, one way or the other: the files are whole again. */
function isSettled(event: DevEvent): boolean {
  switch (event.event) {
    case 'ready':
    case 'swapped':
    case 'refused':
    case 'unchanged':
    case 'build-failed':
    case 'app-stopped':
      return true;
    default:
      return false;
  }
}

/** A call, because the compiler takes a property for unchanged across an await. */
function isEnded(signal: AbortSignal): boolean {
  return signal.aborted;
}

/**
 * Checks types after each save, once the swap is over: the checker never takes the processor from the swap, and
 * never reads generated files that are being written. A new save ends the check that runs; its word would be about
 * files that are gone.
 */
export function createTypeChecks(check: CheckTypes, report: DevReporter): TypeChecks {
  let current: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;
  let closed = false;
  /** The client's types are older than the schema: the checker would report on a state that was never saved. */
  let isClientBehind = false;

  function stop(): Promise<void> {
    const ending = current;
    current = undefined;
    ending?.abort.abort();
    return ending?.done ?? Promise.resolve();
  }

  async function run(before: Promise<void>, { signal }: AbortController): Promise<void> {
    // Two checkers at once would write one state file.
    await before;
    if (isEnded(signal)) return;
    const begin = performance.now();
    const diagnostics = await check(signal);
    if (diagnostics === undefined || isEnded(signal)) return;
    report({ event: 'types-checked', diagnostics, ms: performance.now() - begin });
  }

  const hold = (): void => {
    void stop();
  };

  return {
    hold,
    follow(event) {
      if (event.event === 'changed') hold();
      const caughtUp = event.event === 'composed' && isClientBehind && event.runtimeOnly !== true;
      if (event.event === 'composed') isClientBehind = event.runtimeOnly === true;
      if (!(isSettled(event) || caughtUp) || isClientBehind || closed) return;
      const before = stop();
      const abort = new AbortController();
      current = { abort, done: run(before, abort) };
    },
    async close() {
      closed = true;
      await stop();
    },
  };
}

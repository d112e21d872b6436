import { type AppProcess } from './app-process.ts';
import { type DevReporter } from './dev-event.ts';

/** Brings good builds to the running application, one at a time; of several waiting ones only the last counts. */
export interface AppUpdates {
  /** @param hash of the build: the one that already runs is not started again */
  readonly offer: (hash: string) => void;
  /** No update starts any more; resolves when the one under way has ended. */
  readonly close: () => Promise<void>;
  /** Rejects when an update failed for a reason that is no answer of the application; never resolves. */
  readonly failed: Promise<never>;
}

/**
 * @param ready settles when the application may start (database up); until then builds wait
 * @param url where the application serves
 */
export function createAppUpdates(
  app: AppProcess,
  ready: Promise<unknown>,
  url: string,
  report: DevReporter,
): AppUpdates {
  let wanted: string | undefined;
  let current: string | undefined;
  let firstTime = true;
  const closing = new AbortController();
  const isClosing = (): boolean => closing.signal.aborted;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    await ready;
    while (wanted !== undefined && wanted !== current && !isClosing()) {
      current = wanted;
      const result = await app.restart();
      // Ended on purpose, by us: nothing to tell.
      if (isClosing()) return;
      if (result.ok) {
        const sinceStart = firstTime ? { sinceStartMs: performance.now() } : {};
        firstTime = false;
        report({ event: 'ready', url, ms: result.ms, ...sinceStart });
      } else
        report({ event: 'app-stopped', reason: `${result.reason} The next good build starts it again.` });
    }
  }

  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  return {
    failed,
    offer(hash) {
      wanted = hash;
      running ??= run()
        .catch(fail)
        .finally(() => {
          running = undefined;
        });
    },
    async close() {
      closing.abort();
      await app.close();
      await running;
    },
  };
}

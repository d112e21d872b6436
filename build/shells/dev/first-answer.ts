import { setTimeout as wait } from 'node:timers/promises';

const pauseMs = 20;

/** Resolves with the status of the first HTTP answer from a URL; rejects when `signal` aborts first. */
export async function firstAnswer(url: string, signal: AbortSignal): Promise<number> {
  for (;;) {
    try {
      const response = await fetch(url, { signal });
      await response.body?.cancel();
      return response.status;
    } catch {
      // Not listening yet. Whether to go on is the signal's word.
      signal.throwIfAborted();
      await wait(pauseMs, undefined, { signal });
    }
  }
}

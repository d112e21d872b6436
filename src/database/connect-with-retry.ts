import { setTimeout as delay } from 'node:timers/promises';

const firstPause = 100;
const longestPause = 5_000;

/** The clock of the retry loop; tests bring their own. */
export interface RetryClock {
  now: () => number;
  pause: (milliseconds: number) => Promise<unknown>;
}

const systemClock: RetryClock = {
  now: () => performance.now(),
  pause: (milliseconds) => delay(milliseconds),
};

/**
 * Calls `connect` until it succeeds, with pauses that double from 0.1 s up to 5 s.
 *
 * @param timeout seconds after which the last error is thrown; 0 tries once.
 * @param onRetry told about every failed attempt and the pause (milliseconds) before the next.
 * @throws the error of the last attempt.
 */
export async function connectWithRetry(
  connect: () => Promise<unknown>,
  timeout: number,
  onRetry: (error: unknown, pause: number) => void,
  clock: RetryClock = systemClock,
): Promise<void> {
  const deadline = clock.now() + timeout * 1000;
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      await connect();
      return;
    } catch (error) {
      const left = deadline - clock.now();
      if (left <= 0) throw error;
      const wait = Math.min(pause, left);
      onRetry(error, wait);
      await clock.pause(wait);
    }
  }
}

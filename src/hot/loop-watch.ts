import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';

/** build/dev/loop-guard.js listens to the first and speaks on the second. */
const starting = channel('tessera:starting');
const loopFound = 'tessera:loop-found';

export class EndlessLoopError extends Error {
  override readonly name = 'EndlessLoopError';
}

/**
 * Runs the start of an application under the guard that the dev host loads into this process: code that does not
 * let go of the processor for too long is ended, and the start fails.
 *
 * @throws EndlessLoopError naming the place, or what `start` throws
 */
export async function underLoopGuard<T>(start: () => Promise<T>): Promise<T> {
  let onLoop: ((place: unknown) => void) | undefined;
  const ended = new Promise<never>((_, reject) => {
    onLoop = (place) => {
      reject(
        new EndlessLoopError(
          `The start never lets go of the processor: an endless loop at ${String(place)}.`,
        ),
      );
    };
    subscribe(loopFound, onLoop);
  });
  starting.publish(true);
  try {
    return await Promise.race([start(), ended]);
  } finally {
    starting.publish(false);
    if (onLoop) unsubscribe(loopFound, onLoop);
  }
}

import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import { z } from 'zod';

/** build/shells/dev/loop-guard.js listens to the first and speaks on the second. */
const starting = channel('tessera:starting');
const loopFound = 'tessera:loop-found';

/** Where the guard found the loop, in the author's lines, innermost first. */
const Places = z.array(
  z.object({ functionName: z.string(), file: z.string(), line: z.number(), column: z.number() }),
);
type Place = z.infer<typeof Places>[number];

function describe({ functionName, file, line, column }: Place): string {
  return `${functionName === '' ? 'top level' : functionName} (${file}:${line}:${column})`;
}

function isOwn({ file }: Place): boolean {
  return file !== '' && !file.startsWith('node:') && !file.includes('/node_modules/');
}

export class EndlessLoopError extends Error {
  override readonly name = 'EndlessLoopError';

  constructor(places: readonly Place[]) {
    const place = places.find(isOwn) ?? places[0];
    super(
      `The start never lets go of the processor: an endless loop at ${place ? describe(place) : 'a place that is not known'}.`,
    );
    // Of the code that looped, not of the guard.
    this.stack = [`${this.name}: ${this.message}`, ...places.map(describe)].join('\n    at ');
  }
}

/**
 * Runs the start of an application under the guard that the dev host loads into this process: code that does not
 * let go of the processor for too long is ended, and the start fails.
 *
 * @throws EndlessLoopError naming the place, or what `start` throws
 */
export async function underLoopGuard<T>(start: () => Promise<T>): Promise<T> {
  let onLoop: ((places: unknown) => void) | undefined;
  const ended = new Promise<never>((_, reject) => {
    onLoop = (places) => {
      reject(new EndlessLoopError(Places.parse(places)));
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

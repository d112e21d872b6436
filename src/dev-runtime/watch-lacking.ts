import { setTimeout } from 'node:timers/promises';
import { type HotApplication } from './hot-application.ts';

/** After a swap: the first answers go first. */
const afterMs = 100;
/** A migration that is applied elsewhere changes no file that would bring a swap. */
const againMs = 1000;

/** By component, one sentence each. */
export type Lacking = ReadonlyMap<string, readonly string[]>;

/**
 * Tells what the database lacks of what an application expects, and as long as it lacks something, again and again. No swap
 * waits for it, and a database that is away is reported by the queries that need it.
 *
 * @param isServed false ends it: another application took over
 */
export async function watchLacking(
  application: Pick<HotApplication, 'lacking'>,
  isServed: () => boolean,
  tell: (lacking: Lacking) => void,
): Promise<void> {
  let isBehind = false;
  for (let pauseMs = afterMs; pauseMs === afterMs || isBehind; pauseMs = againMs) {
    await setTimeout(pauseMs, undefined, { ref: false });
    if (!isServed()) return;
    const lacking = await application.lacking().catch(() => undefined);
    if (!lacking) continue;
    if (!isServed()) return;
    tell(lacking);
    isBehind = lacking.size > 0;
  }
}

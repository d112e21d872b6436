import { type Cache, noCache } from './derive.ts';
import { noSecondCore, type SecondCore } from './second-core.ts';

/** What makes a run quick; with `noTools` every step gives the same. */
export interface RunTools {
  readonly cache: Cache;
  readonly core: SecondCore;
}

export const noTools: RunTools = { cache: noCache, core: noSecondCore };

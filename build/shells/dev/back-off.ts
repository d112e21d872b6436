const firstMs = 100;
const longestMs = 30_000;
/** Who has served for so long has not crashed because of its start. */
const steadyMs = 10_000;

/** How long to wait before something that crashed is started again: longer each time, until it was steady. */
export interface BackOff {
  /** @returns milliseconds to wait */
  readonly crashed: () => number;
  readonly served: () => void;
  /** Calls back after a wait, unless cancelled. */
  readonly then: (call: () => void, ms: number) => void;
  readonly cancel: () => void;
}

export function createBackOff(now: () => number = () => performance.now()): BackOff {
  let crashes = 0;
  let servedAt: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  return {
    crashed() {
      if (servedAt !== undefined && now() - servedAt > steadyMs) crashes = 0;
      servedAt = undefined;
      const wait = Math.min(firstMs * 2 ** crashes, longestMs);
      crashes += 1;
      return wait;
    },
    served() {
      servedAt = now();
    },
    then(call, ms) {
      clearTimeout(timer);
      timer = setTimeout(call, ms);
    },
    cancel() {
      clearTimeout(timer);
    },
  };
}

import { performance } from 'node:perf_hooks';
import { clearInterval, setInterval } from 'node:timers';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** V8 keeps what is garbage until it needs the room; a thread that has nothing to do can give it back. */
const worthwhileBytes = 8 * 2 ** 20;
/** A thread that answers a request now and then is not busy. */
const idleShare = 0.05;

/**
 * Collects the garbage of this thread whenever the thread has been idle for a moment and there is enough of it. Only for
 * processes of the development server: a collection keeps the thread for tens of milliseconds.
 *
 * @param {number} [everyMs]
 * @returns {() => void} ends it
 */
export function collectWhenIdle(everyMs = 2000) {
  setFlagsFromString('--expose-gc');
  const collect = /** @type {() => void} */ (runInNewContext('gc'));
  let before = performance.eventLoopUtilization();
  let kept = 0;
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    if (utilization > idleShare || getHeapStatistics().used_heap_size - kept < worthwhileBytes) return;
    collect();
    kept = getHeapStatistics().used_heap_size;
  }, everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

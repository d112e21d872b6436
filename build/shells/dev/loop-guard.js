// Loaded into the application before its own code, by the dev host. While an application starts, a thread watches
// whether the event loop turns; when it does not, the running code is ended and the place told.
import { channel, subscribe } from 'node:diagnostics_channel';
import process from 'node:process';
import { clearInterval, setInterval } from 'node:timers';
import { Worker } from 'node:worker_threads';

/** Of processor time; more than any start takes in one go. */
const limitMs = Number(process.env['TESSERA_LOOP_LIMIT'] ?? 5) * 1000;
const beatMs = 50;

// [beats, whether an application starts]
const shared = new Int32Array(new SharedArrayBuffer(8));
const loopFound = channel('tessera:loop-found');
/** @type {Worker | undefined} */
let worker;
/** @type {NodeJS.Timeout | undefined} */
let beating;
let starts = 0;

function startWorker() {
  const started = new Worker(new URL('./loop-guard-worker.js', import.meta.url), {
    workerData: { shared, limitMs },
    execArgv: [],
    env: {},
  });
  started.unref();
  started.on('message', (place) => loopFound.publish(place));
  return started;
}

/**
 * Empties Node's stack of asynchronous callers, as Node does after an error that reached no handler. Code that is
 * terminated leaves its entry there, and Node aborts (SIGABRT) when it finds it: with AsyncLocalStorage after any
 * callback, without it after one of a timer. From Node 24 on nothing is kept there.
 */
function forgetCallers() {
  // The warning is about the only door to it.
  const { noDeprecation } = process;
  process.noDeprecation = true;
  try {
    // @ts-expect-error: not in Node's types
    process.binding('async_wrap').clearAsyncIdStack();
  } finally {
    process.noDeprecation = noDeprecation;
  }
}

// Called by the thread while this one is paused.
Object.defineProperty(globalThis, Symbol.for('tessera:forget-callers'), { value: forgetCallers });

subscribe('tessera:starting', (isStarting) => {
  starts += isStarting === true ? 1 : -1;
  Atomics.store(shared, 1, starts);
  if (starts > 0) {
    worker ??= startWorker();
    beating ??= setInterval(() => Atomics.add(shared, 0, 1), beatMs).unref();
  } else {
    clearInterval(beating);
    beating = undefined;
  }
  Atomics.add(shared, 0, 1);
});

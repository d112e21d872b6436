// The thread of loop-guard.js.
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { SourceMap } from 'node:module';
import process from 'node:process';
import { setInterval } from 'node:timers';
import { parentPort, workerData } from 'node:worker_threads';

/** @typedef {{ functionName: string, file: string, line: number, column: number }} Place */

/** @type {{ shared: Int32Array, limitMs: number }} */
const { shared, limitMs } = workerData;
const tickMs = 200;
const inlineMap = 'data:application/json;charset=utf-8;base64,';

/**
 * Where the author wrote what runs: modules of the dev server carry their source maps with them.
 * @param {{ functionName: string, location: { scriptId: string, lineNumber: number, columnNumber?: number } }} frame
 * @param {Map<string, { url: string, sourceMapURL?: string }>} scripts
 * @returns {Place}
 */
function placeOf({ functionName, location }, scripts) {
  const { url = '', sourceMapURL = '' } = scripts.get(location.scriptId) ?? {};
  const { lineNumber, columnNumber = 0 } = location;
  if (sourceMapURL.startsWith(inlineMap)) {
    const map = JSON.parse(Buffer.from(sourceMapURL.slice(inlineMap.length), 'base64').toString());
    const entry = new SourceMap(map).findEntry(lineNumber, columnNumber);
    if ('originalSource' in entry) {
      const { originalSource: file, originalLine, originalColumn } = entry;
      return { functionName, file, line: originalLine + 1, column: originalColumn + 1 };
    }
  }
  return { functionName, file: url, line: lineNumber + 1, column: columnNumber + 1 };
}

/** loop-guard.js says what it does. */
const forgetCallers = `globalThis[Symbol.for('tessera:forget-callers')]?.()`;

/**
 * Ends what the main thread runs, if it still runs the turn of the event loop that is meant.
 * @param {number} beats of that turn
 * @returns {Promise<Place[] | undefined>} where it was, innermost first
 */
function interrupt(beats) {
  return new Promise((resolve) => {
    const session = new Session();
    session.connectToMainThread();
    const scripts = new Map();
    session.on('Debugger.scriptParsed', ({ params }) => scripts.set(params.scriptId, params));
    session.on('Debugger.paused', ({ params }) => {
      // Code that let go of the processor meanwhile is in no loop, and what runs now is other code.
      const isSame = Atomics.load(shared, 0) === beats;
      if (isSame) {
        for (const { callFrameId } of params.callFrames.slice(0, 1)) {
          session.post('Debugger.evaluateOnCallFrame', { callFrameId, expression: forgetCallers });
        }
        session.post('Runtime.terminateExecution');
      }
      session.post('Debugger.resume');
      session.post('Debugger.disable', () => {
        session.disconnect();
        resolve(isSame ? params.callFrames.map((frame) => placeOf(frame, scripts)) : undefined);
      });
    });
    session.post('Debugger.enable');
    session.post('Debugger.pause');
  });
}

/**
 * Milliseconds of processor time the main thread has had. Not the clock: on a busy machine a start takes long and
 * loops nowhere. Not the whole process either, where the system tells them apart: compiling and collecting garbage
 * have threads of their own.
 */
function used() {
  try {
    const [nanoseconds] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
    return Number(nanoseconds) / 1e6;
  } catch {
    // Not Linux, or a kernel that keeps no such account.
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
}

let beats = -1;
let before = 0;
setInterval(() => {
  if (Atomics.load(shared, 1) === 0) {
    beats = -1;
    return;
  }
  const now = Atomics.load(shared, 0);
  if (now !== beats) {
    beats = now;
    before = used();
  } else if (used() - before > limitMs) {
    before = used();
    void interrupt(now).then((places) => {
      if (places) parentPort?.postMessage(places);
    });
  }
}, tickMs);

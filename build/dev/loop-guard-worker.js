// The thread of loop-guard.js.
import { Session } from 'node:inspector';
import process from 'node:process';
import { setInterval } from 'node:timers';
import { parentPort, workerData } from 'node:worker_threads';

/** @type {{ shared: Int32Array, limitMs: number }} */
const { shared, limitMs } = workerData;
const tickMs = 200;

/** Ends what the main thread runs. Resolves to the place it was at. */
function interrupt() {
  return new Promise((resolve) => {
    const session = new Session();
    session.connectToMainThread();
    const urls = new Map();
    session.on('Debugger.scriptParsed', ({ params }) => urls.set(params.scriptId, params.url));
    session.on('Debugger.paused', ({ params }) => {
      const places = params.callFrames.map(({ functionName, location }) => ({
        functionName,
        url: urls.get(location.scriptId) ?? '',
        line: location.lineNumber + 1,
      }));
      session.post('Runtime.terminateExecution');
      session.post('Debugger.resume');
      session.post('Debugger.disable', () => {
        session.disconnect();
        resolve(places);
      });
    });
    session.post('Debugger.enable');
    session.post('Debugger.pause');
  });
}

/** @param {{ functionName: string, url: string, line: number }[]} places */
function describe(places) {
  const own = places.find(
    ({ url }) => url !== '' && !url.startsWith('node:') && !url.includes('/node_modules/'),
  );
  const { functionName, url } = own ?? places[0] ?? { functionName: '', url: '' };
  return `${functionName === '' ? 'top level' : functionName} of ${url.replace(/^webpack-internal:\/\/\//, '')}`;
}

// The processor time of the process, not the clock: on a busy machine a start takes long and loops nowhere.
const used = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

let beats = -1;
let before = used();
setInterval(() => {
  const now = Atomics.load(shared, 0);
  if (now !== beats || Atomics.load(shared, 1) === 0) {
    beats = now;
    before = used();
  } else if (used() - before > limitMs) {
    before = used();
    void interrupt().then((places) => parentPort?.postMessage(describe(places)));
  }
}, tickMs);

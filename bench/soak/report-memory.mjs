// Preloaded into the development host: collects its garbage when asked (SIGUSR2) and says what is left, as one more
// event on its output.
import { isMainThread } from 'node:worker_threads';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

if (isMainThread) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  process.on('SIGUSR2', () => {
    collect();
    const { heapUsed, rss } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const memory = { heapMiB: heapUsed / 2 ** 20, residentMiB: rss / 2 ** 20 };
    const report = { event: 'memory', ...memory, cpuMs: (user + system) / 1000 };
    process.stdout.write(`${JSON.stringify(report)}\n`);
  });
}

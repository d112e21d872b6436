import { Worker } from 'node:worker_threads';

/**
 * Starts a thread of the pipeline from a file in plain JavaScript, so that it needs no TypeScript loader. An idle one keeps
 * no process alive.
 */
export function startThread(file: URL, workerData?: object): Worker {
  const thread = new Worker(file, { execArgv: [], workerData });
  thread.unref();
  return thread;
}

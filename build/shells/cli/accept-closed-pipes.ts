import { types } from 'node:util';

/**
 * Lets a command end quietly when the reader of its output has gone (`tessera compose --json | head -1`): one that runs
 * until it is stopped is stopped, any other finishes what it began and prints to nowhere.
 */
export function acceptClosedPipes(process: NodeJS.Process): void {
  let isStopping = false;
  const onError = (error: unknown): void => {
    if (!types.isNativeError(error) || !('code' in error) || error.code !== 'EPIPE') throw error;
    if (isStopping || process.listenerCount('SIGTERM') === 0) return;
    isStopping = true;
    process.kill(process.pid, 'SIGTERM');
  };
  process.stdout.on('error', onError);
  process.stderr.on('error', onError);
}

import { spawn } from 'node:child_process';
import { plainEnvironment } from './run-server-program.ts';

/**
 * Ends the server when this process dies in a way that lets it do nothing (kill -9): a shell of a few kilobytes
 * waits on a pipe that only we hold open, and the system closes it with us.
 * On Windows there is no such shell; there the next start stops the orphan.
 *
 * @returns call it when the server has ended, so that the shell never sends its signal to a reused number.
 */
export function watchHost(serverPid: number): () => void {
  if (process.platform === 'win32') return () => undefined;
  const watcher = spawn(
    '/bin/sh',
    ['-c', 'read -r word; [ "$word" = done ] || kill -INT "$1"', 'sh', String(serverPid)],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: plainEnvironment(),
      cwd: '/',
      // Its own group: what is sent to ours must not reach it.
      detached: true,
    },
  );
  watcher.on('error', () => undefined); // no shell: the next start stops the orphan
  watcher.stdin.on('error', () => undefined); // the watcher was killed
  watcher.unref();
  return () => {
    watcher.stdin.end('done\n');
  };
}

import { types } from 'node:util';
import { lock } from 'proper-lockfile';
import { type WritableFiles } from './project-files.ts';

/**
 * A claim that was not renewed for this long belongs to a dead process. Longer than a living one can be busy without
 * a pause (validating a thousand components on a loaded machine).
 */
const staleAfter = 10_000;
const renewEvery = 2_000;
const retryEvery = 100;
const retries = 600;

/**
 * Runs `work` while no other run writes to this project, in this process or another (two compilers, a watcher and a
 * command). Waits up to a minute for its turn, then fails with the code `ELOCKED`.
 */
export async function withProjectLock<Result>(
  projectDir: string,
  files: WritableFiles,
  work: () => Promise<Result>,
): Promise<Result> {
  files.makeFolder(`${projectDir}/.tessera`);
  const release = await lock(projectDir, {
    lockfilePath: `${projectDir}/.tessera/compose.lock`,
    stale: staleAfter,
    update: renewEvery,
    retries: { retries, factor: 1, minTimeout: retryEvery, maxTimeout: retryEvery },
    // .tessera was removed, or another process took this one for dead: the work goes on, as each of its steps is atomic.
    onCompromised: () => undefined,
  });
  try {
    return await work();
  } finally {
    await release().catch((error: unknown) => {
      if (!isGone(error)) throw error;
    });
  }
}

/** The lock was taken away meanwhile, see `onCompromised`. */
function isGone(error: unknown): boolean {
  return (
    types.isNativeError(error) &&
    'code' in error &&
    (error.code === 'ERELEASED' || error.code === 'ENOTACQUIRED')
  );
}

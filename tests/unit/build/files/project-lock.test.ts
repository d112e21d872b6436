import { existsSync, mkdirSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { diskFiles } from '../../../../build/files/disk-files.ts';
import { withProjectLock } from '../../../../build/files/project-lock.ts';
import { createTempProject, type TempProject } from '../../../support/temp-project.ts';

let project: TempProject;
beforeEach(() => {
  project = createTempProject();
});
afterEach(() => {
  project.dispose();
});

const lockPath = () => join(project.dir, '.tessera/compose.lock');

it('lets one run in at a time, also in one process, and leaves nothing behind', async () => {
  let inside = 0;
  const run = () =>
    withProjectLock(project.dir, diskFiles, async () => {
      inside += 1;
      expect(inside).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    });
  await Promise.all([run(), run(), run()]);
  expect(existsSync(lockPath())).toBe(false);
});

it('takes over from a process that died', async () => {
  mkdirSync(lockPath(), { recursive: true });
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(lockPath(), longAgo, longAgo);
  expect(await withProjectLock(project.dir, diskFiles, () => Promise.resolve('done'))).toBe('done');
});

it('is released when the work fails', async () => {
  const failing = withProjectLock(project.dir, diskFiles, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(existsSync(lockPath())).toBe(false);
});

it('survives the removal of its folder', async () => {
  const work = () => {
    rmSync(join(project.dir, '.tessera'), { recursive: true });
    return Promise.resolve('done');
  };
  expect(await withProjectLock(project.dir, diskFiles, work)).toBe('done');
});

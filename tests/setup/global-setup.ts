import { chmod, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import startRun from '../../build/shells/jest/global-setup.ts';
import { chooseTestFolder } from '../../build/postgres/embedded/choose-test-folder.ts';

/**
 * Every project's set-up, after a folder for all temporary files of the run was made: in memory where there is room. Tests
 * make a hundred thousand small files, which takes a sixth of their processor time on a disk.
 */

export default async function globalSetup(settings: { readonly rootDir: string }): Promise<void> {
  const folder = await mkdtemp(join(await chooseTestFolder(), 'tessera-tests-'));
  // As root the servers of projects run as another user, who has to get through.
  await chmod(folder, 0o711);
  process.env['TMPDIR'] = folder;
  process.env['TESSERA_TEST_FOLDER'] = folder;
  await startRun(settings);
}

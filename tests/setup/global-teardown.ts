import { rm } from 'node:fs/promises';
import endRun from '../../build/shells/jest/global-teardown.ts';

export default async function globalTeardown(): Promise<void> {
  await endRun();
  const folder = process.env['TESSERA_TEST_FOLDER'];
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}

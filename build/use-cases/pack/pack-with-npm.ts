import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { runNpm } from '../../programs/run-npm.ts';

/**
 * Lets npm pack a folder, and puts the tarball in its place when it is whole.
 *
 * @returns false: npm could not pack it; nothing is left of the attempt
 */
export async function packWithNpm(folder: string, tarball: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const temporary = await mkdtemp(`${tarball}.new-`);
  try {
    const args = ['pack', '--ignore-scripts', '--pack-destination', temporary];
    const { ok } = await runNpm(args, folder, env);
    const made = path.join(temporary, path.basename(tarball));
    if (!ok || !existsSync(made)) return false;
    await rename(made, tarball);
    return true;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

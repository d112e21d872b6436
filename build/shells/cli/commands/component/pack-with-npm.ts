import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../../../../use-cases/doctor/run-program.ts';

/**
 * Lets npm pack a folder, and puts the tarball in its place when it is whole.
 *
 * @returns what went wrong
 */
export async function packWithNpm(
  folder: string,
  tarball: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const temporary = await mkdtemp(`${tarball}.new-`);
  try {
    const args = ['pack', '--ignore-scripts', '--pack-destination', temporary];
    const { code } = await runProgram('npm', args, { cwd: folder, env });
    const made = path.join(temporary, path.basename(tarball));
    if (code !== 0 || !existsSync(made)) return `\`npm pack\` failed in ${folder}.`;
    await rename(made, tarball);
    return undefined;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

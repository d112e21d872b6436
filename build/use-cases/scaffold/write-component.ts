import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ScaffoldFile } from './scaffold-component.ts';

/**
 * Writes a component into a folder that must not exist, not even in other letters (`Crm` and `crm` are one folder on
 * most Windows and macOS disks).
 *
 * @param componentsDir absolute
 * @returns the name of what is in the way, and nothing was written; undefined when all went well.
 * @throws system errors; then nothing of the new component is left.
 */
export async function writeComponent(
  componentsDir: string,
  name: string,
  files: readonly ScaffoldFile[],
): Promise<string | undefined> {
  await mkdir(componentsDir, { recursive: true });
  const inTheWay = (await readdir(componentsDir)).find((entry) => entry.toLowerCase() === name);
  if (inTheWay !== undefined) return inTheWay;
  const folder = join(componentsDir, name);
  // Refused when another process was quicker: from here on the folder is ours.
  await mkdir(folder);
  try {
    for (const { path, text } of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text, { flag: 'wx' });
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return undefined;
}

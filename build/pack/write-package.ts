import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What is at the place a package is to be written to. */
export type Occupant = 'nothing' | 'package' | 'other';

/** Only a folder that was packed, or is empty, may ever be replaced. */
export async function occupantOf(folder: string): Promise<Occupant> {
  if (!existsSync(folder)) return 'nothing';
  const names = await readdir(folder);
  if (names.length === 0) return 'nothing';
  if (!names.includes('package.json') || (!names.includes('dist') && !names.includes('prisma')))
    return 'other';
  const text = await readFile(join(folder, 'package.json'), 'utf8');
  return text.includes('"tessera"') && !names.includes('.git') ? 'package' : 'other';
}

/** Writes the package beside its place first: what is there is whole, before and after. @throws system errors */
export async function writePackage(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const temporary = await mkdtemp(`${folder}.new-`);
  const old = `${temporary}.old`;
  try {
    for (const [file, content] of files) {
      await mkdir(dirname(join(temporary, file)), { recursive: true });
      await writeFile(join(temporary, file), content);
    }
    const isReplacing = existsSync(folder);
    if (isReplacing) await rename(folder, old);
    await rename(temporary, folder).catch(async (error: unknown) => {
      if (isReplacing) await rename(old, folder);
      throw error;
    });
    await rm(old, { recursive: true, force: true });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

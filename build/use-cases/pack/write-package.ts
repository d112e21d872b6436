import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../../config/read-json.ts';

/** What is at the place a package is to be written to. */
export type Occupant = 'nothing' | 'package' | 'other';

/** All that a packed component has at its top. */
const packed = /^(package\.json|dist|prisma|(README|LICEN[CS]E|CHANGELOG|NOTICE)(\.[a-z]+)?)$/i;
const componentPackage = z.object({ tessera: z.record(z.string(), z.unknown()) });

/** Only a folder that was packed, or is empty, may ever be replaced. */
export async function occupantOf(folder: string): Promise<Occupant> {
  if (!existsSync(folder)) return 'nothing';
  const isFolder = (await stat(folder)).isDirectory();
  const names = isFolder ? await readdir(folder) : [];
  if (isFolder && names.length === 0) return 'nothing';
  if (!names.includes('package.json') || !names.every((name) => packed.test(name))) return 'other';
  const text = await readFile(join(folder, 'package.json'), 'utf8');
  return componentPackage.safeParse(readJson('package.json', text).value).success ? 'package' : 'other';
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

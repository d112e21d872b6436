import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const versions = z.record(z.string(), z.string()).default({});

const PackageJson = z.object({
  version: z.string().optional(),
  engines: z.object({ node: z.string().optional() }).optional(),
  dependencies: versions,
  devDependencies: versions,
});
export type PackageJson = z.infer<typeof PackageJson>;

/** A package.json as far as the doctor reads it; undefined when it is missing or no package.json at all. */
export async function readPackageJson(folder: string): Promise<PackageJson | undefined> {
  const value = await readJsonFile(join(folder, 'package.json'));
  return PackageJson.safeParse(value).data;
}

/** The parsed text, undefined when there is no such file or it is not JSON. */
export async function readJsonFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    // Missing, unreadable, damaged: for the doctor "there is none one could use".
    return undefined;
  }
}

/** The version Node would load from a folder, looking upwards as Node does. */
export async function installedVersion(name: string, from: string): Promise<string | undefined> {
  const found = await readPackageJson(join(from, 'node_modules', name));
  if (found?.version !== undefined) return found.version;
  const parent = dirname(from);
  return parent === from ? undefined : installedVersion(name, parent);
}

import { access, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const versions = z.record(z.string(), z.string()).default({});

const PackageJson = z.object({
  version: z.string().optional(),
  engines: z.object({ node: z.string().optional() }).optional(),
  dependencies: versions,
  devDependencies: versions,
  peerDependencies: versions,
});
export type PackageJson = z.infer<typeof PackageJson>;

export const emptyPackageJson: PackageJson = PackageJson.parse({});

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

/** A package as Node would load it from a folder. */
export interface InstalledManifest {
  /** Absolute; links followed. */
  readonly folder: string;
  readonly manifest: PackageJson;
}

/** The package Node would load from a folder, looking upwards as Node does. */
export async function installedManifest(name: string, from: string): Promise<InstalledManifest | undefined> {
  const folder = join(from, 'node_modules', name);
  const manifest = await readPackageJson(folder);
  if (manifest?.version !== undefined) return { folder: await realpath(folder), manifest };
  const parent = dirname(from);
  return parent === from ? undefined : installedManifest(name, parent);
}

/** Its version. */
export async function installedVersion(name: string, from: string): Promise<string | undefined> {
  return (await installedManifest(name, from))?.manifest.version;
}

/** Whether pnpm installed the project, itself or as a member of a workspace. */
export async function hasPnpmLock(folder: string): Promise<boolean> {
  const isHere = await access(join(folder, 'pnpm-lock.yaml')).then(
    () => true,
    () => false,
  );
  const parent = dirname(folder);
  return isHere || (parent !== folder && (await hasPnpmLock(parent)));
}

import { join } from 'node:path';
import { z } from 'zod';
import { readJsonFile } from './read-package-json.ts';

const versions = z.record(z.string(), z.string()).default({});

const PackageLock = z.object({
  lockfileVersion: z.number(),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      resolved: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
      dependencies: versions,
      devDependencies: versions,
    }),
  ),
});
export type PackageLock = z.infer<typeof PackageLock>;

/** package-lock.json in the format of npm 7 and newer; undefined when there is none of it. */
export async function readLockfile(projectDir: string): Promise<PackageLock | undefined> {
  return PackageLock.safeParse(await readJsonFile(join(projectDir, 'package-lock.json'))).data;
}

/** `node_modules/a/node_modules/@b/c` -> `@b/c`. */
export function lockedName(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

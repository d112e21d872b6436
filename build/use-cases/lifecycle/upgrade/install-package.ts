import { join } from 'node:path';
import { z } from 'zod';
import { readTextFile } from '../../../files/read-text-file.ts';
import { findPackage } from '../../../pipeline/discover/packages/find-package.ts';
import { diskFiles } from '../../../files/disk-files.ts';
import { type FetchedPackage } from './fetch-package.ts';
import { installWithNpm } from '../../../programs/install-with-npm.ts';

/** Whether npm could install it beside everything else: whose peers it does not fit is said before anything is touched. */
export function tryInstall(
  spec: string,
  projectDir: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  return installWithNpm(['install', spec, '--dry-run'], projectDir, env);
}

/**
 * Has npm put the package that was rehearsed into the project: node_modules, package-lock.json and package.json, in this
 * order. Ended in between, npm puts either one back: what is there is for `npm install` to mend.
 *
 * @returns what went wrong
 */
export async function installPackage(
  spec: string,
  { name, version }: FetchedPackage,
  projectDir: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  // A tag may have moved on since the rehearsal.
  const exact = spec.startsWith(`${name}@`) ? `${name}@${version}` : spec;
  const problem = await installWithNpm(['install', exact], projectDir, env);
  if (problem !== undefined) return problem;
  const installed = versionOf(name, projectDir);
  return installed === version
    ? undefined
    : `npm installed ${installed ?? 'nothing'}, and ${version} was rehearsed.`;
}

const manifest = z.object({ version: z.string().default('0.0.0') });

function versionOf(name: string, projectDir: string): string | undefined {
  const found = findPackage(name, projectDir.replaceAll('\\', '/'), diskFiles);
  if (!found) return undefined;
  return manifest.parse(JSON.parse(readTextFile(join(found.realFolder, 'package.json')))).version;
}

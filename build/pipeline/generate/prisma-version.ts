import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { readTextFile } from '../../files/read-text-file.ts';

/** The only major line of Prisma this tool speaks to: 8 is another product without `generate`. */
export const supportedPrismaMajor = 7;

const Manifest = z.object({ version: z.string() });

function versionOfPackageAt(folder: string): string {
  return Manifest.parse(JSON.parse(readTextFile(join(folder, 'package.json')))).version;
}

/**
 * The version of the client generator the tool brings, read without loading the generator
 * (it hides its package.json, so the file is found beside its entry).
 */
export function generatorVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@prisma/client-generator-ts');
  return versionOfPackageAt(dirname(dirname(entry)));
}

/**
 * The version of `@prisma/client` the generated code will import at run time.
 * @param projectDir absolute folder of the project
 * @returns `undefined` when nothing is installed there, which is legal
 */
export function runtimeVersion(projectDir: string): string | undefined {
  let manifest: string;
  try {
    manifest = createRequire(join(projectDir, 'package.json')).resolve('@prisma/client/package.json');
  } catch {
    // Not installed: the project may only be composed here and run elsewhere.
    return undefined;
  }
  return versionOfPackageAt(dirname(manifest));
}

/** @returns one sentence when a version of Prisma is one we cannot work with, else `undefined` */
export function refusePrismaVersion(packageName: string, version: string): string | undefined {
  const major = Number.parseInt(version, 10);
  if (major === supportedPrismaMajor) return undefined;
  return (
    `${packageName} ${version} is installed, but only Prisma ${supportedPrismaMajor} is supported: ` +
    `install it with \`npm install --save-exact ${packageName}@${supportedPrismaMajor}\`.`
  );
}

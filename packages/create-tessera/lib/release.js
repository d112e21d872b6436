import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedPackages } from './project-manifest.js';

/**
 * @typedef {object} Release
 * @property {string} version of this program, and of the nestjs-tessera that it makes projects for
 * @property {Readonly<Record<string, string>>} versions of the packages that go together with it
 */

/**
 * What this program is of: written beside it when it is packed, and in the repository what that is tested with.
 *
 * @returns {Release}
 */
export function readRelease() {
  const packed = join(import.meta.dirname, '../versions.json');
  if (existsSync(packed)) return JSON.parse(readFileSync(packed, 'utf8'));
  return releaseOf(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'));
}

/**
 * @param {string} manifest the text of the repository's package.json
 * @returns {Release}
 */
export function releaseOf(manifest) {
  /** @type {{ version: string, dependencies: Record<string, string>, devDependencies: Record<string, string> }} */
  const own = JSON.parse(manifest);
  const known = { ...own.devDependencies, ...own.dependencies };
  const versions = Object.fromEntries(
    pinnedPackages.map((name) => {
      const version = known[name];
      if (version === undefined) throw new Error(`The template needs ${name}, which is not in package.json.`);
      return [name, version];
    }),
  );
  return { version: own.version, versions };
}

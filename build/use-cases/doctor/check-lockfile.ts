import { isDeepStrictEqual } from 'node:util';
import { type Check } from './finding.ts';
import { type PackageLock, readLockfile } from './read-lockfile.ts';
import { readPackageJson } from './read-package-json.ts';

const mend = 'npm install --package-lock-only';

/** The lock file is there, belongs to package.json, and names no registry that others cannot reach. */
export const checkLockfile: Check = async ({ projectDir }) => {
  const manifest = await readPackageJson(projectDir);
  if (!manifest) {
    const message = 'There is no package.json: nothing is installed for this project.';
    return [{ check: 'lockfile', status: 'note', message, mend: 'npm init' }];
  }
  const lockfile = await readLockfile(projectDir);
  if (!lockfile) {
    const message = 'There is no usable package-lock.json: every machine may install something else.';
    return [{ check: 'lockfile', status: 'error', message, mend }];
  }
  const root = lockfile.packages[''];
  const { dependencies, devDependencies } = manifest;
  const isInStep =
    isDeepStrictEqual(root?.dependencies ?? {}, dependencies) &&
    isDeepStrictEqual(root?.devDependencies ?? {}, devDependencies);
  const hosts = registryHosts(lockfile);
  if (isInStep && hosts.length === 0) {
    return [{ check: 'lockfile', status: 'ok', message: 'package-lock.json, in step, without registries' }];
  }
  return [
    ...(isInStep
      ? []
      : [
          {
            check: 'lockfile',
            status: 'error' as const,
            message: 'package-lock.json does not belong to package.json: npm ci refuses it.',
            mend,
          },
        ]),
    ...(hosts.length === 0
      ? []
      : [
          {
            check: 'lockfile',
            status: 'warning' as const,
            message: `package-lock.json names registries (${hosts.join(', ')}): it installs only where they answer.`,
            mend: `npm config set omit-lockfile-registry-resolved=true --location=project && ${mend}`,
          },
        ]),
  ];
};

/** Hosts that packages are loaded from. A dependency from git or a file is intended. */
function registryHosts({ packages }: PackageLock): string[] {
  const hosts = Object.values(packages).flatMap(({ resolved = '' }) =>
    /^https?:/.test(resolved) && URL.canParse(resolved) ? [new URL(resolved).host] : [],
  );
  return [...new Set(hosts)].sort();
}

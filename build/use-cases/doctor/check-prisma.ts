import semver from 'semver';
import { supportedPrismaMajor } from '../../pipeline/generate/prisma-version.ts';
import { type Check, type Finding } from './finding.ts';
import { lockedName, readLockfile } from './read-lockfile.ts';
import { installedVersion, readPackageJson } from './read-package-json.ts';

/** They are released together and work together in one version only. */
const packages = [
  'prisma',
  '@prisma/client',
  '@prisma/adapter-pg',
  '@prisma/client-generator-ts',
  '@prisma/driver-adapter-utils',
  '@prisma/internals',
];

/** One copy of a package: installed, locked, or asked for in package.json. */
interface Copy {
  readonly name: string;
  readonly version: string;
  readonly where: 'installed' | 'in package-lock.json' | 'in package.json';
}

/** All of Prisma's packages in exactly one version, and of the major line we speak to. */
export const checkPrisma: Check = async ({ projectDir }) => {
  const copies = [
    ...(await installedCopies(projectDir)),
    ...(await lockedCopies(projectDir)),
    ...(await wantedCopies(projectDir)),
  ];
  const [first] = copies;
  if (!first) {
    return [
      {
        check: 'prisma',
        status: 'note',
        message: 'Prisma is neither installed nor asked for here: the project can be composed, not started.',
        mend: 'npm install',
      },
    ];
  }
  const refused = copies.filter(({ version }) => semver.major(version) !== supportedPrismaMajor);
  const good = copies.filter((copy) => !refused.includes(copy)).map(({ version }) => version);
  // The newest of the supported line is the target; without one, the line itself.
  const target = good.sort(semver.rcompare)[0] ?? String(supportedPrismaMajor);
  const names = [...new Set(copies.map(({ name }) => name))].sort();
  const mend = `npm install --save-exact ${names.map((name) => `${name}@${target}`).join(' ')}`;
  if (refused.length > 0) {
    const message = `${list(refused)}: only Prisma ${supportedPrismaMajor} is supported.`;
    return [{ check: 'prisma', status: 'error', message, mend }];
  }
  const others = copies.filter(({ version }) => version !== target);
  if (others.length > 0) {
    const message = `Prisma's packages must all have one version, ${target}; different: ${list(others)}.`;
    return [{ check: 'prisma', status: 'error', message, mend }];
  }
  return [{ check: 'prisma', status: 'ok', message: `Prisma ${target}, every package` }, ...nothing(copies)];
};

function nothing(copies: readonly Copy[]): Finding[] {
  if (copies.some(({ where }) => where === 'installed')) return [];
  const message = 'The packages are not installed: the project can be composed, not started.';
  return [{ check: 'prisma', status: 'warning', message, mend: 'npm ci' }];
}

function list(copies: readonly Copy[]): string {
  return [...new Set(copies.map(({ name, version, where }) => `${name} ${version} ${where}`))].join(', ');
}

async function installedCopies(projectDir: string): Promise<Copy[]> {
  const found = await Promise.all(
    packages.map(async (name) => ({ name, version: await installedVersion(name, projectDir) })),
  );
  return found.flatMap(({ name, version }) =>
    version !== undefined && semver.valid(version) ? [{ name, version, where: 'installed' as const }] : [],
  );
}

async function lockedCopies(projectDir: string): Promise<Copy[]> {
  const locked = Object.entries((await readLockfile(projectDir))?.packages ?? {});
  return locked.flatMap(([path, { version }]) => {
    const name = lockedName(path);
    if (!path.includes('node_modules/') || !packages.includes(name)) return [];
    return version !== undefined && semver.valid(version)
      ? [{ name, version, where: 'in package-lock.json' as const }]
      : [];
  });
}

/** Exact versions only: what a range became is in the lock file. */
async function wantedCopies(projectDir: string): Promise<Copy[]> {
  const manifest = await readPackageJson(projectDir);
  const wanted = { ...manifest?.devDependencies, ...manifest?.dependencies };
  return packages.flatMap((name) => {
    const version = semver.valid(wanted[name] ?? '');
    return version === null ? [] : [{ name, version, where: 'in package.json' as const }];
  });
}

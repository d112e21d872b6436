import semver from 'semver';
import { type Check, type Finding } from './finding.ts';
import { installedVersion } from './read-package-json.ts';

interface Line {
  readonly packages: readonly string[];
  /** Of versions that work. */
  readonly range: string;
  /** To be installed. */
  readonly major: number;
  readonly why: string;
  readonly option: string;
}

/** Prisma's line is in `checkPrisma`. */
const lines: readonly Line[] = [
  {
    packages: ['@nestjs/core', '@nestjs/common'],
    range: '12',
    major: 12,
    why: 'Tessera is made for Nest 12',
    option: '--save-exact',
  },
  {
    packages: ['typescript'],
    range: '<7',
    major: 6,
    why: 'TypeScript 7 has no compiler API, and types and packed components need the one of TypeScript 6',
    option: '--save-dev --save-exact',
  },
];

/** Nest and TypeScript are installed in the line that Tessera works with. */
export const checkLines: Check = async ({ projectDir }) => {
  const found = await Promise.all(lines.map((line) => lineFindings(line, projectDir)));
  return found.flat();
};

async function lineFindings(
  { packages, range, major, why, option }: Line,
  projectDir: string,
): Promise<Finding[]> {
  const wrong: string[] = [];
  for (const name of packages) {
    const version = await installedVersion(name, projectDir);
    if (
      version !== undefined &&
      semver.valid(version) &&
      !semver.satisfies(version, range, { includePrerelease: true })
    ) {
      wrong.push(`${name} ${version}`);
    }
  }
  if (wrong.length === 0) return [];
  const wanted = packages.map((name) => `${name}@${major}`).join(' ');
  return [
    {
      check: 'versions',
      status: 'error',
      message: `${wrong.join(' and ')} installed: ${why}.`,
      mend: `npm install ${option} ${wanted}`,
    },
  ];
}

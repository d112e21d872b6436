import semver from 'semver';
import { type Check, type Finding } from './finding.ts';
import { readPackageJson } from './read-package-json.ts';

/** What Tessera itself needs; a project may ask for more in its `engines`. */
const ownRange = '^20.19.0 || ^22.12.0 || >=24.0.0';

/** The last day with security fixes, by major version: nodejs.org, release schedule. */
const ends: Readonly<Record<number, string>> = { 20: '2026-04-30', 22: '2027-04-30', 24: '2028-04-30' };

/** @param version for example `20.19.1` @returns a check of that Node against the project's range, ours and the calendar */
export function checkNode(version: string, today = new Date()): Check {
  return async ({ projectDir }) => {
    const wanted = (await readPackageJson(projectDir))?.engines?.node;
    const ranges = [ownRange, ...(wanted !== undefined && semver.validRange(wanted) ? [wanted] : [])];
    const missed = ranges.find((range) => !semver.satisfies(version, range));
    if (missed === undefined) return [supported(version, today)];
    const target = ranges.every((range) => semver.satisfies('24.0.0', range)) ? '24' : missed;
    return [
      {
        check: 'node',
        status: 'error',
        about: 'machine',
        message: `Node ${version} is out of range: ${missed} is needed.`,
        mend: `install Node ${target}, for example with: nvm install ${target}`,
      },
    ];
  };
}

function supported(version: string, today: Date): Finding {
  const end = ends[semver.major(version)];
  if (end === undefined || today.toISOString().slice(0, 10) <= end) {
    return { check: 'node', status: 'ok', message: `Node ${version}` };
  }
  return {
    check: 'node',
    status: 'warning',
    about: 'machine',
    message: `Node ${version} works, and has had no security fixes since ${end}.`,
    mend: 'install Node 24, for example with: nvm install 24',
  };
}

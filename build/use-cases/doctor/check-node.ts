import semver from 'semver';
import { type Check } from './finding.ts';
import { readPackageJson } from './read-package-json.ts';

/** What Tessera itself needs; a project may ask for more in its `engines`. */
const ownRange = '^20.19.0 || ^22.12.0 || >=24.0.0';

/** @param version for example `20.19.1` @returns a check of that Node against the project's range and ours */
export function checkNode(version: string): Check {
  return async ({ projectDir }) => {
    const wanted = (await readPackageJson(projectDir))?.engines?.node;
    const ranges = [ownRange, ...(wanted !== undefined && semver.validRange(wanted) ? [wanted] : [])];
    const missed = ranges.find((range) => !semver.satisfies(version, range));
    if (missed === undefined) return [{ check: 'node', status: 'ok', message: `Node ${version}` }];
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

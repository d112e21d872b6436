import { z } from 'zod';
import { type Check } from './finding.ts';
import { readLockfile } from './read-lockfile.ts';
import { runNpm } from '../../programs/run-npm.ts';

const NpmConfig = z.object({ 'npm-version': z.string(), 'ignore-scripts': z.boolean() });

/** npm itself, and whether it runs the install scripts of packages; both answers are fine. */
export const checkNpm: Check = async ({ projectDir, env }) => {
  const { stdout } = await runNpm(['config', 'list', '--json'], projectDir, env);
  const config = NpmConfig.safeParse(parse(stdout)).data;
  if (!config) {
    return [
      {
        check: 'npm',
        status: 'warning',
        about: 'machine',
        message: 'npm does not answer: packages cannot be installed from here.',
        mend: 'install npm, or put it on the PATH (it comes with Node)',
      },
    ];
  }
  const scripts = Object.values((await readLockfile(projectDir))?.packages ?? {}).filter(
    ({ hasInstallScript }) => hasInstallScript === true,
  ).length;
  const few = scripts === 1 ? '1 package has one' : `${scripts} packages have one`;
  return [
    { check: 'npm', status: 'ok', message: `npm ${config['npm-version']}` },
    {
      check: 'install-scripts',
      status: 'note',
      message: config['ignore-scripts']
        ? `Install scripts are blocked (ignore-scripts); ${few}. Nothing here needs them.`
        : `Install scripts may run; ${few}. Nothing here needs them: npm ci --ignore-scripts works too.`,
    },
  ];
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not npm, or an npm that failed: it did not answer.
    return undefined;
  }
}

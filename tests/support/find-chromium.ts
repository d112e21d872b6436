import { accessSync, constants } from 'node:fs';

const candidates = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not ours to run: both mean the next candidate.
    return false;
  }
}

/** The browser of this machine; tests that need one are skipped where there is none. */
export const chromiumPath = candidates.find((path) => path !== undefined && isExecutable(path));

/** For the name of a test that is skipped. */
export const whyNoBrowser =
  chromiumPath === undefined ? ' [skipped: no chromium; install it or set CHROMIUM_PATH]' : '';

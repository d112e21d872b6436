import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';

/** Scripts of packages never run, and npm prints neither audit nor progress. */
const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];

/**
 * Runs npm in a folder.
 *
 * @returns what npm said when it failed; undefined: it did not
 */
export function runNpm(
  args: readonly string[],
  cwd: string,
  given: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  // Without these nothing at all is found; the rest of the environment is the caller's.
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...given };
  // npm is a script on Windows that only a shell would start, and a shell reads more into a path than its letters.
  const isWindows = process.platform === 'win32';
  const command = isWindows ? process.execPath : 'npm';
  const first = isWindows ? [join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js')] : [];
  return new Promise((resolve) => {
    const all = [...first, ...args, ...quietly];
    execFile(command, all, { cwd, env, maxBuffer: 2 ** 26 }, (error, _stdout, stderr) => {
      if (error === null) resolve(undefined);
      else resolve(reasonIn(stderr) ?? error.message);
    });
  });
}

/** npm's own words without its prefixes and the place of its log. */
function reasonIn(stderr: string): string | undefined {
  const lines = stderr
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!)\s?/, '').trim())
    .filter((line) => line !== '' && !/^(code |A complete log|npm warn)/i.test(line));
  return lines.length === 0 ? undefined : lines.slice(0, 4).join(' ');
}

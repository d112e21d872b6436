import { runNpm } from './run-npm.ts';

/** Scripts of packages never run, and npm prints neither audit nor progress. */
const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];

/**
 * Lets npm install or fetch packages in a folder.
 *
 * @returns what npm said when it failed; undefined: it did not
 */
export async function installWithNpm(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const { ok, code, stderr, output } = await runNpm([...args, ...quietly], cwd, env);
  if (ok) return undefined;
  return (
    reasonIn(stderr) ??
    (output.trim() || `npm ended${code === undefined ? ' by a signal' : ` with exit code ${code}`}.`)
  );
}

/** npm's own words without its prefixes and the place of its log. */
function reasonIn(stderr: string): string | undefined {
  const lines = stderr
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!)\s?/, '').trim())
    .filter((line) => line !== '' && !/^(code |A complete log|npm warn)/i.test(line));
  return lines.length === 0 ? undefined : lines.slice(0, 4).join(' ');
}

import { dirname, join } from 'node:path';
import { type ProgramResult, runProgram, withPath } from './run-program.ts';

/** Runs npm in a folder. */
export function runNpm(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<ProgramResult> {
  // npm is a script on Windows that only a shell would start, and a shell reads more into a path than its letters.
  const isWindows = process.platform === 'win32';
  const script = join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js');
  const [command, all] = isWindows ? [process.execPath, [script, ...args]] : ['npm', args];
  return runProgram(command, all, { cwd, env: withPath(env) });
}

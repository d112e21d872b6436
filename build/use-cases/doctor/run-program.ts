import { execFile } from 'node:child_process';

/** How a program ended; `code` is undefined when it could not be started. */
export interface ProgramResult {
  readonly code: number | undefined;
  readonly stdout: string;
}

/** Runs a program for its answer. Nothing is thrown: "there is no such program" is an answer too. */
export function runProgram(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly input?: string },
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const { cwd, input = '' } = options;
    // Without the path nothing at all is found; the rest of the environment is the caller's.
    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...options.env };
    // npm is a script on Windows, which only a shell starts; the arguments are our own words.
    const shell = process.platform === 'win32';
    const child = execFile(command, [...args], { cwd, env, shell }, (error, stdout) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : undefined;
      resolve({ code, stdout });
    });
    // A program that ended before it read everything is told apart by its exit code.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

import { spawn } from 'node:child_process';

/** How a program ended. */
export interface ProgramResult {
  /** It ended with exit code 0. */
  readonly ok: boolean;
  /** Undefined when it could not be started, or a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Both in the order they came; of a program that did not start, why. */
  readonly output: string;
  /** There is no such program. */
  readonly isMissing: boolean;
}

export interface ProgramOptions {
  readonly cwd: string;
  /** All the program gets; see `withPath`. */
  readonly env: NodeJS.ProcessEnv;
  /** @default nothing */
  readonly input?: string;
  /** Whom it runs as. @default the user of this process */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
}

/**
 * Runs a program to its end for its answer. A program that is not there or cannot be started is a result, not an error.
 *
 * @param command started as it is, without a shell: nothing in the arguments means more than its letters
 */
export function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env, input = '', user }: ProgramOptions,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const said = { stdout: '', stderr: '', output: '' };
    const as = user && { uid: user.uid, gid: user.gid };
    const child = spawn(command, args, { cwd, env, stdio: 'pipe', windowsHide: true, ...as });
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        said[name] += text;
        said.output += text;
      });
    }
    // A program that ended before it read everything says why on its own streams.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.once('error', (error: NodeJS.ErrnoException) => {
      resolve({
        ...said,
        ok: false,
        code: undefined,
        output: error.message,
        isMissing: error.code === 'ENOENT',
      });
    });
    child.once('close', (code) => {
      resolve({ ...said, ok: code === 0, code: code ?? undefined, isMissing: false });
    });
  });
}

/** An environment in which programs are found; the rest is the caller's. */
export function withPath(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env };
}

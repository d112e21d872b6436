import { spawn } from 'node:child_process';
import { asUser, type ServerUser } from './server-user.ts';

export interface ProgramResult {
  readonly ok: boolean;
  /** Both streams, in the order they came; for a program that did not start, why. */
  readonly output: string;
}

/**
 * Nothing of the caller's environment but what a program needs to run: no PG* variable changes what the
 * server does, and no secret of the caller reaches a process that lives longer than he does.
 */
export function plainEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'LD_LIBRARY_PATH'];
  const plain: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC' };
  for (const name of kept) if (env[name] !== undefined) plain[name] = env[name];
  return plain;
}

/** Runs a program to its end as the given user. A program that cannot be started is a result, not an error. */
export async function runProgram(
  command: string,
  args: readonly string[],
  user: ServerUser | undefined,
  options: { readonly cwd?: string; readonly input?: string } = {},
): Promise<ProgramResult> {
  return await new Promise((resolve) => {
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    const child = spawn(command, args, {
      // The folder of the caller may be closed to the server's user, who then could not start at all.
      cwd: options.cwd ?? '/',
      env: plainEnvironment(),
      stdio: 'pipe',
      windowsHide: true,
      ...asUser(user),
    });
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.stdin.on('error', () => undefined); // a program that ended early says why on its own streams
    child.stdin.end(options.input ?? '');
    child.once('error', (error) => {
      resolve({ ok: false, output: error.message });
    });
    child.once('close', (code) => {
      resolve({ ok: code === 0, output });
    });
  });
}

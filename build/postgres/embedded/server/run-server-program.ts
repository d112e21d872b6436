import { type ProgramResult, runProgram } from '../../../programs/run-program.ts';
import { type ServerUser } from './server-user.ts';

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

/** Runs a program of the server as the server's user. */
export function runServerProgram(
  command: string,
  args: readonly string[],
  user: ServerUser | undefined,
  input?: string,
): Promise<ProgramResult> {
  // The folder of the caller may be closed to the server's user, who then could not start at all.
  return runProgram(command, args, {
    cwd: '/',
    env: plainEnvironment(),
    user,
    ...(input !== undefined && { input }),
  });
}

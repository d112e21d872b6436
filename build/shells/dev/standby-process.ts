import { type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

/** A process that was started before there is a program for it. */
export interface StandbyProcess {
  /** @param preload absolute path of a module that imports what the program will import */
  readonly prepare: (preload: string) => void;
  /** Gives the process its program, and away; undefined when there is none that would do. */
  readonly take: () => ChildProcess | undefined;
  readonly forget: () => void;
}

export interface StandbyOptions {
  /** Absolute path of the program. */
  readonly script: string;
  /** What the program is to be started with; may change until it is. */
  readonly env: NodeJS.ProcessEnv;
  readonly spawn: (...program: readonly string[]) => ChildProcess;
}

const standbyScript = fileURLToPath(new URL('./standby.js', import.meta.url));

/** Whether a process started with one environment can go on with another: which database is known late. */
function differOnlyInDatabase(
  one: NodeJS.ProcessEnv,
  { DATABASE_URL, ...other }: NodeJS.ProcessEnv,
): boolean {
  return isDeepStrictEqual({ ...one, DATABASE_URL }, { ...other, DATABASE_URL });
}

export function createStandbyProcess({ script, env, spawn }: StandbyOptions): StandbyProcess {
  let waiting: { readonly child: ChildProcess; readonly env: NodeJS.ProcessEnv } | undefined;

  function forget(): void {
    waiting?.child.kill('SIGKILL');
    waiting = undefined;
  }

  return {
    forget,
    prepare(preload) {
      const child = spawn(standbyScript, script, preload);
      const gone = (): void => {
        if (waiting?.child === child) waiting = undefined;
      };
      child.on('exit', gone).on('error', gone);
      waiting = { child, env: { ...env } };
    },
    take() {
      if (waiting === undefined || !differOnlyInDatabase(waiting.env, env)) {
        forget();
        return undefined;
      }
      const { child } = waiting;
      waiting = undefined;
      child.send({ env }, () => {
        // A process that is gone tells so by its exit.
      });
      return child;
    },
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type AppOutput } from './output/dev-output.ts';

export interface SpawnAppOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Which of this process's outputs its standard output joins, or who gets both of its outputs. @default 'stdout' */
  readonly output?: AppOutput;
  /** Options for Node, such as `--inspect`. */
  readonly execArgv?: readonly string[];
}

/** Starts the bundle that is its argument. */
export const launcher = fileURLToPath(new URL('./launch.js', import.meta.url));

const preloads = ['./parent-watch.js', './loop-guard.js'].flatMap((file) => [
  '--import',
  new URL(file, import.meta.url).href,
]);

/** Spawns a Node process that is guarded as the application is, with a channel for messages. */
export function spawnApp(
  program: readonly string[],
  { cwd, env, output = 'stdout', execArgv = [] }: SpawnAppOptions,
): ChildProcess {
  // A process group of its own: Ctrl-C in the terminal reaches the host alone, which then ends this one in order.
  const child = spawn(process.execPath, ['--enable-source-maps', ...execArgv, ...preloads, ...program], {
    cwd,
    env,
    stdio: ['ignore', ...outputTo(output), 'ipc'],
    detached: true,
  });
  if (typeof output === 'object') {
    child.stdout?.on('data', output.write);
    child.stderr?.on('data', output.write);
  }
  return child;
}

function outputTo(output: AppOutput): readonly [1 | 2 | 'pipe', 2 | 'pipe'] {
  if (typeof output === 'object') return ['pipe', 'pipe'];
  return [output === 'stderr' ? 2 : 1, 2];
}

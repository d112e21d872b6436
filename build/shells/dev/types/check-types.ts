import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import writeFileAtomic from 'write-file-atomic';
import { diskFiles } from '../../../files/disk-files.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { findTypeChecker, type TypeChecker } from './find-type-checker.ts';
import { readTypeErrors } from './read-type-errors.ts';

const folder = '.tessera/types';

/** The project's own settings for what the application is made of; what was found out is kept beside them. */
const settings = {
  extends: '../../tsconfig.json',
  compilerOptions: {
    rootDir: '../..',
    noEmit: true,
    composite: false,
    incremental: true,
    tsBuildInfoFile: './state.tsbuildinfo',
  },
  include: ['../../src'],
};

/**
 * Checks the types of a project's `src/` in a process of its own, below the application's priority.
 *
 * @param signal ends the check, which then resolves to `undefined`
 * @returns what is wrong; `undefined` when there is no answer
 */
export async function checkTypes(
  projectDir: string,
  signal: AbortSignal,
  { program, args }: TypeChecker = findTypeChecker(),
): Promise<readonly Diagnostic[] | undefined> {
  diskFiles.makeFolder(join(projectDir, folder));
  writeFileAtomic.sync(join(projectDir, folder, 'tsconfig.json'), `${JSON.stringify(settings, null, 2)}\n`);
  const child = spawn(program, [...args, '--project', folder, '--pretty', 'false'], {
    cwd: projectDir,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  });
  // Told by the exit below: an aborted check, or a program that cannot be started.
  child.on('error', () => undefined);
  lowerPriority(child.pid);
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  await once(child, 'close').catch(() => undefined);
  const [printed] = await output;
  if (signal.aborted) return undefined;
  const found = readTypeErrors(printed);
  // A compiler that failed without naming an error has said nothing about the types.
  return child.exitCode === 0 || found.length > 0 ? found : undefined;
}

function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system does not allow it: the check is only less polite.
  }
}

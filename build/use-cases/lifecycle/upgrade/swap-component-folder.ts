import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stateFolder } from '../../../files/state-folder.ts';

function places(projectDir: string, name: string): { next: string; previous: string } {
  const folder = join(stateFolder(projectDir), 'upgrade');
  mkdirSync(folder, { recursive: true });
  return { next: join(folder, `${name}.next`), previous: join(folder, `${name}.previous`) };
}

/** Ends what a killed upgrade had begun: the old folder comes back when no new one took its place. */
export function recoverComponentFolder(projectDir: string, name: string, folder: string): void {
  const { next, previous } = places(projectDir, name);
  if (existsSync(previous)) {
    if (existsSync(folder)) rmSync(previous, { recursive: true });
    else renameSync(previous, folder);
  }
  rmSync(next, { recursive: true, force: true });
}

/** Puts a copy of a folder in the place of a component's, which is never half of one and half of the other. */
export function swapComponentFolder(projectDir: string, name: string, folder: string, source: string): void {
  recoverComponentFolder(projectDir, name, folder);
  const { next, previous } = places(projectDir, name);
  try {
    cpSync(source, next, { recursive: true, dereference: true });
    renameSync(folder, previous);
    renameSync(next, folder);
  } catch (error) {
    recoverComponentFolder(projectDir, name, folder);
    throw error;
  }
  rmSync(previous, { recursive: true });
}

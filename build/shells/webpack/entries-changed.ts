import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** File systems tell times by a clock that ticks every few milliseconds. */
const tickMs = 10;

function foldersIn(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
}

/**
 * Whether anything came into, left or was replaced in a folder, at any depth, since a point in time. What was moved in
 * shows here only: its own times are those of the place it came from.
 *
 * @param since milliseconds, as of `Date.now()`
 */
export function entriesChanged(folder: string, since: number): boolean {
  try {
    if (statSync(folder).mtimeMs >= since - tickMs) return true;
    return foldersIn(folder).some(({ name }) => entriesChanged(join(folder, name), since));
  } catch {
    // It went away while we looked.
    return true;
  }
}

import { readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Gives every named file of `fresh` that has the same bytes as its twin in `old` that twin's modification time, so
 * that compilers in watch mode rebuild only what really changed.
 */
export function keepTimesOfEqualFiles(fresh: string, old: string, names: readonly string[]): void {
  for (const name of names) {
    const before = statSync(join(old, name), { throwIfNoEntry: false });
    if (before?.isFile() !== true || before.size !== statSync(join(fresh, name)).size) continue;
    if (readFileSync(join(old, name)).equals(readFileSync(join(fresh, name)))) {
      utimesSync(join(fresh, name), before.atimeMs / 1000, before.mtimeMs / 1000);
    }
  }
}

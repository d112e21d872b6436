import { statSync } from 'node:fs';

/** What a path leads to, through links; undefined: it is not there. */
export function pathKind(path: string): 'file' | 'folder' | 'other' | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return undefined;
  if (found.isDirectory()) return 'folder';
  return found.isFile() ? 'file' : 'other';
}

/** Whether a path can be reached; a path that may not be looked at cannot. */
export function isThere(path: string): boolean {
  try {
    return pathKind(path) !== undefined;
  } catch {
    return false;
  }
}

import { type WritableFiles } from './project-files.ts';
import { type SchemaChange } from './order-changes.ts';

const everything = ['**/*', '**/.*', '**/.*/**'];

/** The folder beside `folder` that will take its place, and the one its old content goes to. */
function siblings(folder: string): { next: string; previous: string } {
  const at = folder.lastIndexOf('/') + 1;
  const hidden = `${folder.slice(0, at)}.${folder.slice(at)}`;
  return { next: `${hidden}.next`, previous: `${hidden}.previous` };
}

/**
 * Applies all changes at once by putting a new folder in the place of the old one. Files that stay are the same files
 * (linked, not copied), ours and others.
 * @param changes paths relative to `folder`
 */
export function replaceFolder(folder: string, changes: readonly SchemaChange[], files: WritableFiles): void {
  const { next, previous } = siblings(folder);
  const changed = new Set(changes.map(({ path }) => path));
  const keep = (from: string, to: string) => {
    for (const { name, path, kind } of files.find(from, everything)) {
      if (kind === 'directory') files.makeFolder(`${to}/${name}`);
      else if (!changed.has(name) && !isTemporary(name) && !files.entry(`${to}/${name}`)) {
        files.link(path, `${to}/${name}`);
      }
    }
  };
  const existed = files.entry(folder) !== undefined;
  try {
    files.remove(next);
    files.makeFolder(next);
    keep(folder, next);
    for (const { path, text } of changes) {
      if (text !== undefined) files.writeNew(`${next}/${path}`, text);
    }
    if (existed) files.rename(folder, previous);
    files.rename(next, folder);
  } catch (error) {
    recoverFolder(folder, files);
    throw error;
  }
  if (!existed) return;
  // What another process put there while the new folder was being made.
  keep(previous, folder);
  files.remove(previous);
}

/** Ends what a killed run had begun: its old folder comes back when no new one took the place. */
export function recoverFolder(folder: string, files: WritableFiles): void {
  const { next, previous } = siblings(folder);
  if (files.entry(previous)) {
    if (files.entry(folder)) files.remove(previous);
    else files.rename(previous, folder);
  }
  if (files.entry(next)) files.remove(next);
}

/** True when a run was killed here and `recoverFolder` has something to do. */
export function needsRecovery(folder: string, files: WritableFiles): boolean {
  const { next, previous } = siblings(folder);
  return [next, previous].some((path) => files.entry(path) !== undefined);
}

/** Name of the file a text is written to before it takes the place of `name`. */
export function temporaryFolderName(name: string): string {
  const at = name.lastIndexOf('/') + 1;
  return `${name.slice(0, at)}.${name.slice(at)}.tmp`;
}

function isTemporary(name: string): boolean {
  return /(^|\/)\.[^/]*\.prisma\.tmp$/.test(name);
}

import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type Entry, type ProjectFiles } from '../../files/project-files.ts';
import { discoverCodes } from './discover-codes.ts';
import { type Followed, followLink, type LinkBounds } from './follow-link.ts';

/** A component whose contents are checked. */
export interface CheckedFolder {
  readonly name: string;
  /** Relative to the project, with `/`. */
  readonly path: string;
  /** Where the folder really is, absolute. */
  readonly realPath: string;
}

/**
 * Checks everything below a component's folder, however deep, code, tests and documents: links lead nowhere outside,
 * and there are only files and folders. `component pack` and the compiler read all of it.
 *
 * @param skipped folders that are no part of it, by name or by path
 */
export function checkContents(
  { name, path, realPath }: CheckedFolder,
  bounds: LinkBounds,
  files: ProjectFiles,
  skipped: readonly string[] = ['node_modules'],
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  const check = (folder: string, shown: string): void => {
    // Two links may lead to each other's folders.
    if (seen.has(folder)) return;
    seen.add(folder);
    for (const entry of files.list(folder)) {
      const file = `${shown}/${entry.name}`;
      const followed: Followed = followLink(entry, { file, component: name }, bounds, files);
      if ('diagnostic' in followed) diagnostics.push(followed.diagnostic);
      else if (followed.entry.kind === 'directory') {
        if (!skipped.includes(entry.name) && !skipped.includes(entry.path)) check(followed.entry.path, file);
      } else if (isSpecial(followed.entry)) diagnostics.push(specialFile(file, name));
    }
  };
  check(realPath, path);
  return diagnostics;
}

/** A named pipe, a socket or a device: reading one may wait for ever. */
export function isSpecial({ kind }: Entry): boolean {
  return kind === 'other';
}

export function specialFile(file: string, component: string): Diagnostic {
  return {
    code: discoverCodes.notAFile,
    severity: 'error',
    component,
    message: `"${file}" is a named pipe, a socket or a device, and not a file.`,
    hint: 'Remove it.',
    location: { file, line: 1, column: 1 },
  };
}

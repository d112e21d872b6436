import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type Entry, type ProjectFiles } from '../../files/project-files.ts';
import { discoverCodes } from './discover-codes.ts';

/** An entry with its links followed: `path` is where the content really is. */
export type Followed = { readonly entry: Entry } | { readonly diagnostic: Diagnostic };

/** Where links may lead. */
export interface LinkBounds {
  readonly what: 'project' | 'package' | 'folder';
  /** Absolute, with `/`. */
  readonly folders: readonly string[];
}

/**
 * Links may point anywhere inside the project, but not out of it (another machine would not have the target) and not
 * to a folder they are in themselves.
 */
export function followLink(
  entry: Entry,
  place: { readonly file: string; readonly component: string },
  bounds: LinkBounds,
  files: ProjectFiles,
): Followed {
  if (entry.kind !== 'symlink') return { entry };
  const target = files.resolveLink(entry.path);
  const refuse = (message: string, hint: string): Followed => ({
    diagnostic: badLink(place.file, place.component, message, hint),
  });
  if (target.status === 'missing') {
    return refuse(
      'The link points to something that does not exist.',
      'Remove the link or restore its target.',
    );
  }
  if (target.status === 'circular' || `${parentOf(entry.path, files)}/`.startsWith(`${target.path}/`)) {
    return refuse('The link leads back to itself.', 'Remove the link.');
  }
  if (!isWithin(target.path, bounds, files)) {
    return { diagnostic: linkOutside(place.file, place.component, bounds) };
  }
  const found = files.entry(target.path);
  return found ? { entry: { ...found, name: entry.name } } : { entry };
}

/** @param path without links */
export function isWithin(path: string, { folders }: LinkBounds, files: ProjectFiles): boolean {
  return folders.some((folder) => {
    const root = files.resolveLink(folder);
    return root.status !== 'found' || path.startsWith(`${root.path}/`);
  });
}

export function linkOutside(
  file: string,
  component: string | undefined,
  { what }: Pick<LinkBounds, 'what'>,
): Diagnostic {
  const message = `The link leads out of the ${what}.`;
  return badLink(file, component, message, `Move the target into the ${what}, or copy it.`);
}

function badLink(file: string, component: string | undefined, message: string, hint: string): Diagnostic {
  return {
    code: discoverCodes.badLink,
    severity: 'error',
    ...(component === undefined ? {} : { component }),
    message,
    hint,
    location: { file, line: 1, column: 1 },
  };
}

function parentOf(path: string, files: ProjectFiles): string {
  const parent = files.resolveLink(path.slice(0, path.lastIndexOf('/')));
  return parent.status === 'found' ? parent.path : path;
}

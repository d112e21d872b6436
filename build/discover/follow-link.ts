import { type ProjectConfig } from '../config/project-config.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { type Entry, type ProjectFiles } from '../files/project-files.ts';
import { discoverCodes } from './discover-codes.ts';

/** An entry with its links followed: `path` is where the content really is. */
export type Followed = { readonly entry: Entry } | { readonly diagnostic: Diagnostic };

/**
 * Links may point anywhere inside the project, but not out of it (another machine would not have the target) and not
 * to a folder they are in themselves.
 */
export function followLink(
  entry: Entry,
  place: { readonly file: string; readonly component: string },
  config: ProjectConfig,
  files: ProjectFiles,
): Followed {
  if (entry.kind !== 'symlink') return { entry };
  const target = files.resolveLink(entry.path);
  const root = files.resolveLink(config.projectDir);
  const refuse = (message: string, hint: string): Followed => ({
    diagnostic: {
      code: discoverCodes.badLink,
      severity: 'error',
      component: place.component,
      message,
      hint,
      location: { file: place.file, line: 1, column: 1 },
    },
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
  if (root.status === 'found' && !target.path.startsWith(`${root.path}/`)) {
    return refuse('The link leads out of the project.', 'Move the target into the project, or copy it.');
  }
  const found = files.entry(target.path);
  return found ? { entry: { ...found, name: entry.name } } : { entry };
}

function parentOf(path: string, files: ProjectFiles): string {
  const parent = files.resolveLink(path.slice(0, path.lastIndexOf('/')));
  return parent.status === 'found' ? parent.path : path;
}

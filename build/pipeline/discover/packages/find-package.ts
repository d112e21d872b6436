import path from 'node:path';
import { type ProjectFiles } from '../../../files/project-files.ts';

/** Where an installed package is. */
export interface InstalledPackage {
  /** The folder in some `node_modules`, absolute, with `/`; a link or a folder. */
  readonly folder: string;
  /** Where the files really are: a workspace, pnpm's store, or the same folder. */
  readonly realFolder: string;
}

/**
 * Looks for a package as Node does: in the `node_modules` of the folder and of every one above it. What the package
 * `exports` plays no part, because data files are read and not imported.
 *
 * @param from absolute, with `/`
 */
export function findPackage(name: string, from: string, files: ProjectFiles): InstalledPackage | undefined {
  for (let folder = from; ; folder = path.posix.dirname(folder)) {
    const candidate = `${folder === '/' ? '' : folder}/node_modules/${name}`;
    const target = path.posix.basename(folder) === 'node_modules' ? undefined : files.resolveLink(candidate);
    if (target?.status === 'found' && files.entry(`${target.path}/package.json`)) {
      return { folder: candidate, realFolder: target.path };
    }
    if (path.posix.dirname(folder) === folder) return undefined;
  }
}

/**
 * The path that tells people where the package is, relative to the project: a workspace's own folder, where its author
 * works on it; else the one in `node_modules`, even when that leads into a store.
 */
export function packagePath(found: InstalledPackage, projectDir: string, files: ProjectFiles): string {
  const root = files.resolveLink(projectDir);
  const realRoot = root.status === 'found' ? root.path : projectDir;
  const { folder, realFolder } = found;
  const isWorkspace = realFolder.startsWith(`${realRoot}/`) && !realFolder.includes('/node_modules/');
  return isWorkspace ? realFolder.slice(realRoot.length + 1) : path.posix.relative(projectDir, folder);
}

import path from 'node:path';
import { type ProjectConfig } from '../../config/project-config.ts';
import { findPackage } from '../../pipeline/discover/packages/find-package.ts';
import { type ProjectFiles } from '../../files/project-files.ts';

/** Paths whose change can mean another composition, because of the packages that are components. */
export interface WatchedPackages {
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** Where the packages really are. */
  readonly roots: readonly string[];
}

/**
 * Package managers write a record of what they installed when they are done. It is watched because they replace folders
 * and links on the way, which a watcher of single files may lose sight of.
 */
const installRecords = ['.package-lock.json', '.modules.yaml', '.yarn-state.yml'];

/** What to watch of the listed packages, installed or not yet. */
export function watchedPackages(
  { projectDir, packages }: Pick<ProjectConfig, 'projectDir' | 'packages'>,
  files: ProjectFiles,
): WatchedPackages {
  const found = packages.map((name) => findPackage(name, projectDir, files));
  const roots = found.flatMap((one) => (one ? [one.realFolder] : []));
  const modules = modulesFolders(projectDir, files);
  return {
    files: [
      ...modules.flatMap((folder) => installRecords.map((record) => `${folder}/${record}`)),
      ...modules.flatMap((folder) => packages.map((name) => `${folder}/${name}/package.json`)),
      ...roots.map((root) => `${root}/package.json`),
    ],
    folders: roots.map((root) => `${root}/prisma`),
    roots,
  };
}

/** Where packages may be: the project's `node_modules`, there or not yet, and those of the folders above it. */
function modulesFolders(projectDir: string, files: ProjectFiles): string[] {
  const found = [`${projectDir}/node_modules`];
  for (let at = projectDir; path.posix.dirname(at) !== at;) {
    at = path.posix.dirname(at);
    const folder = path.posix.join(at, 'node_modules');
    if (files.resolveLink(folder).status === 'found') found.push(folder);
  }
  return found;
}

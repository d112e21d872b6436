import path from 'node:path';
import { z } from 'zod';
import { readJson } from '../../../config/read-json.ts';
import { type ProjectFiles } from '../../../files/project-files.ts';

/** Where an installed package is. */
export interface InstalledPackage {
  /** The folder in some `node_modules`, absolute, with `/`; a link or a folder. */
  readonly folder: string;
  /** Where the files really are: a workspace, pnpm's store, or the same folder. */
  readonly realFolder: string;
}

/**
 * Looks for a package as Node does: in the `node_modules` of the folder and of every one above it, which may be the
 * package itself: the playground of a component is inside of it. What the package `exports` plays no part, because data
 * files are read and not imported.
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
    if (folder !== from && isPackage(name, folder, files)) return { folder, realFolder: folder };
    if (path.posix.dirname(folder) === folder) return undefined;
  }
}

function isPackage(name: string, folder: string, files: ProjectFiles): boolean {
  const manifest = files.read(path.posix.join(folder, 'package.json'));
  return manifest !== undefined && nameOf(new TextDecoder().decode(manifest)) === name;
}

/** What cannot be read is no package; where it is a component, reading it as one says what is wrong. */
function nameOf(manifest: string): string | undefined {
  return named.safeParse(readJson('package.json', manifest).value).data?.name;
}

const named = z.object({ name: z.string() });

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

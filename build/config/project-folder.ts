import path from 'node:path';
import { diskFiles } from '../files/disk-files.ts';
import { type ProjectFiles } from '../files/project-files.ts';
import { configFileNames } from './config-file-names.ts';
import { readJson } from './read-json.ts';

/** In the repository of one component: the project that tries it. */
const playground = 'playground';

/**
 * The project that is meant by a folder: the folder itself, but in the repository of one component its playground. Such
 * a repository is a package with a `tessera` key and no project: without settings and without components.
 *
 * @param folder absolute
 * @returns absolute
 */
export function projectFolder(folder: string, files: ProjectFiles = diskFiles): string {
  const at = folder.replaceAll('\\', '/');
  const inside = path.posix.join(at, playground);
  const isProject = [...configFileNames, 'src/components'].some((name) => files.entry(`${at}/${name}`));
  if (isProject || files.entry(inside)?.kind !== 'directory') return folder;
  return isComponentPackage(`${at}/package.json`, files) ? inside : folder;
}

/** What package.json says wrong is for reading the component to say. */
function isComponentPackage(file: string, files: ProjectFiles): boolean {
  const bytes = files.read(file);
  if (bytes === undefined) return false;
  const { value } = readJson(file, new TextDecoder().decode(bytes));
  return typeof value === 'object' && value !== null && 'tessera' in value;
}

import { readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { checkContents } from '../../../pipeline/discover/check-contents.ts';
import { diskFiles } from '../../../files/disk-files.ts';
import { type ProjectFiles } from '../../../files/project-files.ts';
import { describeFailure } from '../../../files/describe-failure.ts';

/**
 * Checks the folder of a new version before a file of it is copied: links that lead out of it would bring in foreign
 * files, a named pipe would never end. Hidden files and `node_modules` are copied too, and so they count.
 *
 * @param folder absolute
 */
export function checkSourceFolder(folder: string, component: string, projectDir: string): Diagnostic[] {
  const withPosixSlashes = (one: string): string => one.replaceAll('\\', '/');
  const realPath = withPosixSlashes(realpathSync(folder));
  const shown = withPosixSlashes(path.relative(projectDir, folder)) || '.';
  try {
    return checkContents(
      { name: component, path: shown, realPath },
      { what: 'folder', folders: [realPath] },
      withHiddenNames,
      [],
    );
  } catch (error) {
    const failure = describeFailure(error, projectDir);
    if (!failure) throw error;
    return [failure];
  }
}

/** A folder that cannot be listed is an error here: its contents would be missing from the copy. */
const withHiddenNames: ProjectFiles = {
  ...diskFiles,
  list: (folder) =>
    readdirSync(folder)
      .sort()
      .flatMap((name) => diskFiles.entry(`${folder}/${name}`) ?? []),
};

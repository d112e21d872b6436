import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { type Entry, type ProjectFiles } from '../../files/project-files.ts';

const contents = /\.(?:[cm]?[jt]s|[jt]sx|json|prisma|sql|graphql|py)$/;
const aboutTests = /.\.(?:test|spec)\./;
const testFolders = ['test', 'tests', '__tests__', 'node_modules', 'coverage'];

/**
 * The files in a component's folder that make up what it is: manifest, schemas, code; no tests, no documents. Links to
 * folders are not followed. Sorted by `name`, which is relative to the folder, with `/`.
 *
 * @param isPackage the code of a package is what was built of it
 * @param projectDir no part of a package that the project is inside of
 */
export function listContents(
  folder: string,
  { isPackage, projectDir }: { readonly isPackage: boolean; readonly projectDir: string },
  files: ProjectFiles,
): Entry[] {
  const skipped = new Set(isPackage ? testFolders : [...testFolders, 'dist']);
  const below = (path: string, prefix: string): Entry[] =>
    files.list(path).flatMap((entry) => {
      if (entry.kind === 'directory') {
        return skipped.has(entry.name) || entry.path === projectDir
          ? []
          : below(entry.path, `${prefix}${entry.name}/`);
      }
      const isContent = contents.test(entry.name) && !aboutTests.test(entry.name);
      return isContent ? [{ ...entry, name: `${prefix}${entry.name}` }] : [];
    });
  return below(folder, '').sort((a, b) => compareText(a.name, b.name));
}

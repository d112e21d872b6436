import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type Entry } from '../../files/project-files.ts';
import { discoverCodes } from './discover-codes.ts';

/**
 * Schema files directly in a component's folder. They are not read, so a file that was moved there would take its
 * tables out of the next migration.
 *
 * @param entries what is directly in the folder; links followed
 * @param path of the component, relative to the project, with `/`
 */
export function misplacedSchemas(
  entries: readonly Entry[],
  { name, path }: { readonly name: string; readonly path: string },
): Diagnostic[] {
  return entries
    .filter((entry) => entry.kind === 'file' && entry.name.endsWith('.prisma'))
    .map((entry) => ({
      code: discoverCodes.misplacedSchema,
      severity: 'error',
      component: name,
      message: `"${path}/${entry.name}" is not read: the schema files of a component are directly in its prisma/ folder.`,
      hint: `Move it to prisma/${entry.name}.`,
      location: { file: `${path}/${entry.name}`, line: 1, column: 1 },
    }));
}

import { type Diagnostic, type RelatedLocation } from '../../diagnostics/diagnostic.ts';
import { lineStarts, positionAt } from '../../diagnostics/text-position.ts';
import { discoverCodes } from './discover-codes.ts';
import { type ModuleExport } from '../../model/discovered-component.ts';
import { type ExportedClass, findModuleClasses } from './find-module-class.js';
import { type FindModuleClasses } from './find-classes.ts';

export interface ReadModule {
  readonly module?: ModuleExport;
  readonly diagnostics: readonly Diagnostic[];
}

/** The one module class of `<name>.module.ts`, or what is wrong with the file. */
export function readModule(
  file: string,
  component: string,
  source: string,
  findClasses: FindModuleClasses = findModuleClasses,
): ReadModule {
  const found = findClasses(source);
  const about = { code: discoverCodes.noModuleExport, severity: 'error' as const, component };
  if (found.status === 'unreadable') {
    const location = { file, ...withinText(source, found) };
    return {
      diagnostics: [{ ...about, message: `The module cannot be read: ${found.reason}`, location }],
    };
  }
  const [first, ...others] = found.modules;
  const place = ({ name, offset }: ExportedClass) => ({
    file,
    ...positionAt(lineStarts(source), offset),
    length: name.length,
  });
  if (!first) {
    return {
      diagnostics: [
        {
          ...about,
          message: `The file exports no Nest module: it needs one exported class with @Module() from @nestjs/common.`,
          hint: 'Export the module class by name, or delete the file when the component is data only.',
          location: found.others[0] ? place(found.others[0]) : { file, line: 1, column: 1 },
        },
      ],
    };
  }
  if (others.length === 0) return { module: { file, className: first.name }, diagnostics: [] };
  const related = others.map((other): RelatedLocation => ({
    component,
    message: `"${other.name}" is another one`,
    ...place(other),
  }));
  return {
    diagnostics: [
      {
        ...about,
        message: `The file exports ${found.modules.length} Nest modules; a component has one.`,
        hint: `Keep the one to mount in this file, import the others into it, and move them to files of their own.`,
        location: place(first),
        related,
      },
    ],
  };
}

/** The parser counts what comes after the last line as columns of that line. */
function withinText(source: string, { line, column }: { readonly line: number; readonly column: number }) {
  const lines = source.split(/\r?\n/);
  const inText = Math.min(line, lines.length);
  return { line: inText, column: Math.min(column, (lines[inText - 1] ?? '').length + 1) };
}

import { type Diagnostic, type RelatedLocation } from '../../diagnostics/diagnostic.ts';
import { positionAt } from '../../diagnostics/text-position.ts';
import { discoverCodes } from './discover-codes.ts';
import { type ModuleExport } from '../../model/discovered-component.ts';
import { type CodeReading } from './code/code-facts.ts';
import { type ExportedClass, findModuleClasses } from './code/find-module-classes.ts';

export interface ReadModule {
  readonly module?: ModuleExport;
  readonly diagnostics: readonly Diagnostic[];
}

/** The one module class of `<name>.module.ts`, or what is wrong with the file. */
export function readModule(file: string, component: string, source: string, code: CodeReading): ReadModule {
  const about = { code: discoverCodes.noModuleExport, severity: 'error' as const, component };
  if (code.status === 'unreadable') {
    const location = { file, ...withinText(source, code) };
    return {
      diagnostics: [{ ...about, message: `The module cannot be read: ${code.reason}`, location }],
    };
  }
  const found = findModuleClasses(code);
  const [first, ...others] = found.modules;
  const place = ({ exportedAs, span }: ExportedClass) => ({
    file,
    ...positionAt(code.lineStarts, span.offset),
    length: exportedAs.length,
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
  if (others.length === 0) return { module: { file, className: first.exportedAs }, diagnostics: [] };
  const related = others.map((other): RelatedLocation => ({
    component,
    message: `"${other.exportedAs}" is another one`,
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

import { type SourceLocation } from '../../diagnostics/diagnostic.ts';
import { lineStarts, positionAt, type TextPosition } from '../../diagnostics/text-position.ts';
import { findImports } from '../../pipeline/discover/code/find-imports.ts';

/**
 * Where a file names a module. webpack counts in what its loaders made of the file.
 *
 * @param name one of the names that are imported from it; @default the module itself
 */
export function findImportPlace(
  source: string,
  specifier: string,
  name?: string,
): Pick<SourceLocation, 'line' | 'column' | 'length'> {
  const found = findImports(source).find((one) => one.specifier === specifier);
  if (!found) return { line: 1, column: 1 };
  const before = source.slice(0, found.offset);
  const statement = Math.max(before.lastIndexOf('import'), before.lastIndexOf('export'));
  const inStatement =
    name === undefined ? -1 : before.slice(statement).search(new RegExp(`\\b${escape(name)}\\b`));
  const [offset, length] =
    inStatement < 0 || name === undefined
      ? [found.offset, specifier.length]
      : [statement + inStatement, name.length];
  return { ...positionAt(lineStarts(source), offset), length };
}

/** The module that is named at a place, or next after it: statements begin before the name of the module. */
export function importAt(source: string, place: TextPosition | undefined): string {
  const from = place === undefined ? 0 : (lineStarts(source)[place.line - 1] ?? 0) + place.column - 1;
  return findImports(source).find(({ offset }) => offset >= from)?.specifier ?? '';
}

function escape(name: string): string {
  return name.replaceAll(/[$.*+?^()[\]{}|\\]/g, String.raw`\$&`);
}

import { type Diagnostic, type SourceLocation } from './diagnostic.ts';

/** By file, position and code; those without a place come first. The order does not depend on who found them when. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compareLocations(a.location, b.location) ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  );
}

/** By file, then line, then column. */
export function compareLocations(a: SourceLocation | undefined, b: SourceLocation | undefined): number {
  if (!a || !b) return Number(Boolean(a)) - Number(Boolean(b));
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** By code unit, the same on every machine (`localeCompare` is not). */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** True when nothing in the list stops the run. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

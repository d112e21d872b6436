import { findImports } from '../../pipeline/discover/code/find-imports.ts';
import { type CodePlace, type PackedImport, resolveImport } from './resolve-import.ts';

/**
 * Code or declarations with every import as a package says it.
 *
 * @param before says what an import becomes, where the usual answer is not the right one
 */
export function rewriteImports(
  text: string,
  place: CodePlace,
  before: (specifier: string) => string | undefined = () => undefined,
): { readonly text: string; readonly imports: readonly PackedImport[] } {
  const imports: PackedImport[] = [];
  let rewritten = '';
  let from = 0;
  for (const { specifier, offset } of findImports(text)) {
    const resolved = resolveImport(specifier, place);
    imports.push(resolved);
    rewritten += text.slice(from, offset) + (before(specifier) ?? resolved.specifier);
    from = offset + specifier.length;
  }
  return { text: rewritten + text.slice(from), imports };
}

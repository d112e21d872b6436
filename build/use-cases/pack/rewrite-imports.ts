import { findImports } from '../../pipeline/discover/code/find-imports.ts';
import { type CodePlace, type PackedImport, resolveImport } from './resolve-import.ts';

/** Code or declarations with every import as a package says it. */
export function rewriteImports(
  text: string,
  place: CodePlace,
): { readonly text: string; readonly imports: readonly PackedImport[] } {
  const imports: PackedImport[] = [];
  let rewritten = '';
  let from = 0;
  for (const { specifier, offset } of findImports(text)) {
    const resolved = resolveImport(specifier, place);
    imports.push(resolved);
    rewritten += text.slice(from, offset) + resolved.specifier;
    from = offset + specifier.length;
  }
  return { text: rewritten + text.slice(from), imports };
}

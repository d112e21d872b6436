import { type Declared } from '../../../model/scanned-source.ts';
import { prefixedBlockName } from '../../../model/names/suggest-name.ts';

/**
 * How to rename a declaration so that no data moves, ready to paste: its table (or enum type) keeps the name it has.
 * One that is mapped already keeps its table anyway, and a composite type has none.
 */
export function renameHint(declared: Declared, taken: ReadonlySet<string>): string {
  const { kind, name, component } = declared;
  const head = `${kind} ${prefixedBlockName(component, name, taken)} { … }`;
  const isMapped = declared.attributes.some((attribute) => attribute.name === 'map');
  return kind === 'type' || isMapped
    ? `write ${head} in component "${component}".`
    : `write ${head.replace('…', `… @@map("${name}")`)} in component "${component}"; @@map keeps its data where it is.`;
}

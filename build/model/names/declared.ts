import { type SourceLocation } from '../../diagnostics/diagnostic.ts';
import { literalText } from '../../prisma-language/literal-text.ts';
import { type Attribute } from '../../prisma-language/read-attributes.ts';
import { type Declared, nameLocation, positionIn } from '../scanned-source.ts';

/** Where the name stands in the author's file. */
export function placeOfName({ source, block }: Declared): SourceLocation {
  return nameLocation(source, block);
}

/** Any stretch of the file the declaration is in. */
export function placeAt({ source }: Declared, offset: number, length: number): SourceLocation {
  return { file: source.file, ...positionIn(source, offset), length };
}

/** How messages speak of it. */
export function describeDeclared({ kind, name, component }: Declared): string {
  return `${kind} "${name}" of component "${component}"`;
}

/** A text an author wrote between quotes, and where. */
export interface Literal {
  readonly value: string;
  /** Of the first character inside the quotes. */
  readonly offset: number;
  /** Characters between the quotes as written. */
  readonly length: number;
  /** Of the argument as a whole. */
  readonly argumentOffset: number;
}

/** The text of the argument `name`, or of the first positional one when that counts as `name`. */
export function literalArgument(
  attribute: Pick<Attribute, 'args'> | undefined,
  name: string,
  { positional = false }: { readonly positional?: boolean } = {},
): Literal | undefined {
  const args = attribute?.args;
  const found =
    args?.find((argument) => argument.name === name) ??
    (positional ? args?.find((argument) => argument.name === undefined) : undefined);
  const token = found?.value[0];
  if (!found || token?.kind !== 'string') return undefined;
  const inside = token.text.slice(1, token.text.endsWith('"') ? -1 : undefined);
  return {
    value: literalText(token.text),
    offset: token.offset + 1,
    length: Math.max(1, inside.length),
    argumentOffset: found.offset,
  };
}

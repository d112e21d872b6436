import { type Attribute, readAttributes } from './read-attributes.ts';
import { type SchemaBlock } from './scan-blocks.ts';
import { type TokenPlaces } from './token-places.ts';

/** A field of a model, view or type; of an enum: a value, which has no type. */
export interface Field {
  readonly name: string;
  readonly offset: number;
  readonly type: string | undefined;
  readonly isList: boolean;
  readonly attributes: readonly Attribute[];
}

/** What a model, view, enum or type says. */
export interface Declaration {
  readonly block: SchemaBlock;
  readonly fields: readonly Field[];
  readonly attributes: readonly Attribute[];
}

/**
 * Reads the insides of models, views, enums and types; linear, and tolerant: a line that is no field and no attribute is left out.
 * `blocks` are in order, `tokens` those of the whole text.
 */
export function readDeclarations(blocks: readonly SchemaBlock[], tokens: TokenPlaces): Declaration[] {
  let at = 0;
  return blocks.map((block) => {
    while (at < tokens.count && tokens.start(at) <= block.nameOffset) at += 1;
    const brace = at;
    while (at < tokens.count && tokens.start(at) < (block.closeOffset ?? 0)) at += 1;
    return { block, ...readStatements(tokens, brace + 1, at) };
  });
}

function readStatements(
  tokens: TokenPlaces,
  from: number,
  to: number,
): Pick<Declaration, 'fields' | 'attributes'> {
  const fields: Field[] = [];
  const attributes: Attribute[] = [];
  for (let at = from; at < to;) {
    const end = endOfStatement(tokens, at, to);
    if (tokens.isSymbol(at, '@') && tokens.isSymbol(at + 1, '@')) {
      attributes.push(...readAttributes(tokens, at, end));
    } else if (tokens.kind(at) === 'word') {
      fields.push(readField(tokens, at, end));
    }
    at = end + 1;
  }
  return { fields, attributes };
}

/** The line break that ends the statement: not one inside brackets. */
function endOfStatement(tokens: TokenPlaces, from: number, to: number): number {
  let depth = 0;
  for (let at = from; at < to; at++) {
    if (depth <= 0 && tokens.kind(at) === 'newline') return at;
    depth += tokens.nesting(at);
  }
  return to;
}

/** What comes after `end` is a line break or a brace, so that looking ahead needs no care. */
function readField(tokens: TokenPlaces, at: number, end: number): Field {
  const type = tokens.kind(at + 1) === 'word' ? tokens.text(at + 1) : undefined;
  return {
    name: tokens.text(at),
    offset: tokens.start(at),
    type,
    isList: type !== undefined && tokens.isSymbol(at + 2, '[') && tokens.isSymbol(at + 3, ']'),
    attributes: readAttributes(tokens, at, end),
  };
}

import { type Attribute, readAttributes } from './read-attributes.ts';
import { type SchemaBlock } from './scan-blocks.ts';
import { atSign, closeBracket, nesting, newline, openBracket, questionMark, word } from './token-codes.ts';
import { type TokenPlaces } from './token-places.ts';

/** A field of a model, view or type; of an enum: a value, which has no type. */
export interface Field {
  readonly name: string;
  readonly offset: number;
  readonly type: string | undefined;
  readonly isList: boolean;
  readonly isOptional: boolean;
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
  const { starts } = tokens;
  let at = 0;
  return blocks.map((block) => {
    const brace = starts.indexOf(block.nameOffset, at) + 1;
    at = block.closeOffset === undefined ? brace : starts.indexOf(block.closeOffset, brace);
    return readDeclaration(block, tokens, brace + 1, at);
  });
}

function readDeclaration(block: SchemaBlock, tokens: TokenPlaces, from: number, to: number): Declaration {
  const { codes } = tokens;
  const fields: Field[] = [];
  const attributes: Attribute[] = [];
  for (let at = from; at < to;) {
    const end = endOfStatement(codes, at, to);
    if (codes[at] === word) fields.push(readField(tokens, at, end));
    else if (codes[at] === atSign && codes[at + 1] === atSign) {
      for (const attribute of readAttributes(tokens, at, end)) attributes.push(attribute);
    }
    at = end + 1;
  }
  return { block, fields, attributes };
}

/** The line break that ends the statement: not one inside brackets. */
export function endOfStatement(codes: Int32Array, from: number, to: number): number {
  let depth = 0;
  for (let at = from; at < to; at++) {
    const code = codes[at];
    if (code === word) continue;
    if (depth <= 0 && code === newline) return at;
    depth += nesting(code);
  }
  return to;
}

/** What comes after `end` is a line break or a brace, so that looking ahead needs no care. */
function readField(tokens: TokenPlaces, at: number, end: number): Field {
  const { codes } = tokens;
  const type = codes[at + 1] === word ? tokens.textOf(at + 1) : undefined;
  return {
    name: tokens.textOf(at),
    offset: tokens.start(at),
    type,
    isList: type !== undefined && codes[at + 2] === openBracket && codes[at + 3] === closeBracket,
    isOptional: type !== undefined && codes[at + 2] === questionMark,
    attributes: readAttributes(tokens, at, end),
  };
}

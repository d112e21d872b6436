import {
  atSign,
  closeBrace,
  closeParenthesis,
  colon,
  newline,
  openBrace,
  openParenthesis,
  string,
  word,
} from './token-codes.ts';
import { type TokenPlaces } from './token-places.ts';

const blockKinds = ['model', 'view', 'enum', 'type', 'generator', 'datasource'] as const;
export type BlockKind = (typeof blockKinds)[number];

/** A top-level block of a Prisma schema. Offsets are UTF-16 units in the scanned text. */
export interface SchemaBlock {
  readonly kind: BlockKind;
  readonly name: string;
  readonly offset: number;
  readonly nameOffset: number;
  /** Offset of the closing brace; undefined when the block never ends. */
  readonly closeOffset: number | undefined;
  /** Name in `@@schema("…")`. */
  readonly schema: string | undefined;
  /** True when an index or a unique constraint has a `where`. */
  readonly hasPartialIndex: boolean;
}

/** The blocks of a schema in order; tolerant: what Prisma will refuse anyway only has to end up somewhere. */
export function scanBlocks(tokens: TokenPlaces): SchemaBlock[] {
  const { text } = tokens;
  // Few files have them; a look for the words in the whole text costs next to nothing.
  const hasAttributes = text.includes('schema') || text.includes('where');
  const blocks: SchemaBlock[] = [];
  for (let at = 0; at < tokens.count;) {
    const kind = blockKind(tokens, at);
    if (!kind) {
      at += 1;
      continue;
    }
    const end = endOfBlock(tokens, at + 3);
    const content = hasAttributes ? blockContent(tokens, at + 3, end.at) : nothing;
    blocks.push({
      kind,
      name: tokens.textOf(at + 1),
      offset: tokens.start(at),
      nameOffset: tokens.start(at + 1),
      closeOffset: end.closeOffset,
      schema: content.schema,
      hasPartialIndex: content.hasPartialIndex,
    });
    at = end.at;
  }
  return blocks;
}

/** Of a block that begins here: `kind name {` on one line, where a statement starts. */
function blockKind(tokens: TokenPlaces, at: number): BlockKind | undefined {
  const { codes } = tokens;
  if (codes[at] !== word || codes[at + 1] !== word || codes[at + 2] !== openBrace) return undefined;
  if (at > 0 && codes[at - 1] !== newline && codes[at - 1] !== closeBrace) return undefined;
  for (const kind of blockKinds) if (tokens.isWord(at, kind)) return kind;
  return undefined;
}

/** Past the brace that closes the block; a block head at the very start of a line means that brace was forgotten. */
function endOfBlock(
  tokens: TokenPlaces,
  from: number,
): { readonly at: number; readonly closeOffset: number | undefined } {
  const { codes, count } = tokens;
  let depth = 1;
  for (let at = from; at < count; at++) {
    const code = codes[at];
    if (code === openBrace) depth += 1;
    else if (code === closeBrace) depth -= 1;
    else if (code === word && codes[at + 2] === openBrace && tokens.startsLine(at) && blockKind(tokens, at)) {
      return { at, closeOffset: undefined };
    }
    if (depth === 0) return { at: at + 1, closeOffset: tokens.start(at) };
  }
  return { at: count, closeOffset: undefined };
}

type BlockContent = Pick<SchemaBlock, 'schema' | 'hasPartialIndex'>;
const nothing: BlockContent = { schema: undefined, hasPartialIndex: false };

function blockContent(tokens: TokenPlaces, from: number, to: number): BlockContent {
  let schema: string | undefined;
  let hasPartialIndex = false;
  for (let at = from; at < to; at++) {
    if (tokens.isWord(at, 'schema') && isBlockAttribute(tokens, at)) schema = schemaName(tokens, at + 2, to);
    if (tokens.isWord(at, 'where') && tokens.codes[at + 1] === colon) hasPartialIndex = true;
  }
  return { schema, hasPartialIndex };
}

/** True for the name in `@@name(`. */
function isBlockAttribute(tokens: TokenPlaces, at: number): boolean {
  const { codes } = tokens;
  return codes[at - 2] === atSign && codes[at - 1] === atSign && codes[at + 1] === openParenthesis;
}

/** The string of `@@schema("name")` or `@@schema(map: "name")`. */
function schemaName(tokens: TokenPlaces, from: number, to: number): string | undefined {
  const { codes } = tokens;
  for (let at = from; at < to && codes[at] !== closeParenthesis; at++) {
    if (codes[at] === string) return tokens.textOf(at).slice(1, -1);
  }
  return undefined;
}

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
  readonly closeOffset?: number;
  /** Name in `@@schema("…")`. */
  readonly schema?: string;
  /** True when an index or a unique constraint has a `where`. */
  readonly hasPartialIndex: boolean;
}

/** The blocks of a schema in order; tolerant: what Prisma will refuse anyway only has to end up somewhere. */
export function scanBlocks(tokens: TokenPlaces): SchemaBlock[] {
  const blocks: SchemaBlock[] = [];
  for (let at = 0; at < tokens.count;) {
    const head = blockHead(tokens, at);
    if (!head) {
      at += 1;
      continue;
    }
    const end = endOfBlock(tokens, at + 3);
    blocks.push({ ...head, ...blockContent(tokens, at + 3, end.at), ...end.close });
    at = end.at;
  }
  return blocks;
}

/** `kind name {` on one line, where a statement starts. */
function blockHead(tokens: TokenPlaces, at: number) {
  if (tokens.kind(at) !== 'word' || tokens.kind(at + 1) !== 'word') return undefined;
  const kind = blockKinds.find((candidate) => tokens.isWord(at, candidate));
  if (!kind || !tokens.isSymbol(at + 2, '{')) return undefined;
  if (at > 0 && tokens.kind(at - 1) !== 'newline' && !tokens.isSymbol(at - 1, '}')) return undefined;
  return { kind, name: tokens.text(at + 1), offset: tokens.start(at), nameOffset: tokens.start(at + 1) };
}

/** Past the brace that closes the block; a block head at the very start of a line means that brace was forgotten. */
function endOfBlock(tokens: TokenPlaces, from: number) {
  let depth = 1;
  for (let at = from; at < tokens.count; at++) {
    if (tokens.isSymbol(at, '{')) depth += 1;
    if (tokens.isSymbol(at, '}')) depth -= 1;
    if (depth === 0) return { at: at + 1, close: { closeOffset: tokens.start(at) } };
    if (tokens.kind(at) === 'word' && tokens.startsLine(at) && blockHead(tokens, at)) {
      return { at, close: {} };
    }
  }
  return { at: tokens.count, close: {} };
}

function blockContent(
  tokens: TokenPlaces,
  from: number,
  to: number,
): Pick<SchemaBlock, 'schema' | 'hasPartialIndex'> {
  let schema: string | undefined;
  let hasPartialIndex = false;
  for (let at = from; at < to; at++) {
    if (tokens.kind(at) !== 'word') continue;
    if (tokens.isWord(at, 'schema') && isBlockAttribute(tokens, at)) schema = schemaName(tokens, at + 2, to);
    if (tokens.isWord(at, 'where') && tokens.isSymbol(at + 1, ':')) hasPartialIndex = true;
  }
  return { ...(schema === undefined ? {} : { schema }), hasPartialIndex };
}

/** True for the name in `@@name(`. */
function isBlockAttribute(tokens: TokenPlaces, at: number): boolean {
  return tokens.isSymbol(at - 2, '@') && tokens.isSymbol(at - 1, '@') && tokens.isSymbol(at + 1, '(');
}

/** The string of `@@schema("name")` or `@@schema(map: "name")`. */
function schemaName(tokens: TokenPlaces, from: number, to: number): string | undefined {
  for (let at = from; at < to && !tokens.isSymbol(at, ')'); at++) {
    if (tokens.kind(at) === 'string') return tokens.text(at).slice(1, -1);
  }
  return undefined;
}

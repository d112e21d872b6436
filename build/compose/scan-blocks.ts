import { scanTokens, type Token } from './scan-tokens.ts';

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
export function scanBlocks(text: string, all: readonly Token[] = scanTokens(text)): SchemaBlock[] {
  const tokens = all.filter(({ kind }) => kind !== 'comment');
  const blocks: SchemaBlock[] = [];
  for (let at = 0; at < tokens.length;) {
    const head = blockHead(tokens, at);
    if (!head) {
      at += 1;
      continue;
    }
    const end = endOfBlock(text, tokens, at + 3);
    blocks.push({ ...head, ...blockContent(tokens.slice(at + 3, end.at)), ...end.close });
    at = end.at;
  }
  return blocks;
}

/** `kind name {` on one line, where a statement starts. */
function blockHead(tokens: readonly Token[], at: number) {
  const [before, keyword, name, brace] = [tokens[at - 1], tokens[at], tokens[at + 1], tokens[at + 2]];
  const kind = blockKinds.find((candidate) => candidate === keyword?.text);
  if (!kind || !keyword || name?.kind !== 'word' || brace?.text !== '{') return undefined;
  if (before && before.kind !== 'newline' && before.text !== '}') return undefined;
  return { kind, name: name.text, offset: keyword.offset, nameOffset: name.offset };
}

/** Past the brace that closes the block; a block head at the very start of a line means that brace was forgotten. */
function endOfBlock(text: string, tokens: readonly Token[], from: number) {
  let depth = 1;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.text === '{') depth += 1;
    if (token?.text === '}') depth -= 1;
    if (depth === 0) return { at: at + 1, close: { closeOffset: token?.offset } };
    if (token?.kind === 'word' && text[token.offset - 1] === '\n' && blockHead(tokens, at)) {
      return { at, close: {} };
    }
  }
  return { at: tokens.length, close: {} };
}

function blockContent(tokens: readonly Token[]): Pick<SchemaBlock, 'schema' | 'hasPartialIndex'> {
  let schema: string | undefined;
  let hasPartialIndex = false;
  tokens.forEach(({ text }, at) => {
    if (text === 'schema' && says(tokens, at - 2, ['@', '@', 'schema', '('])) {
      schema = schemaName(tokens.slice(at + 2));
    }
    if (text === 'where' && says(tokens, at + 1, [':'])) hasPartialIndex = true;
  });
  return { ...(schema === undefined ? {} : { schema }), hasPartialIndex };
}

function says(tokens: readonly Token[], from: number, texts: readonly string[]): boolean {
  return texts.every((text, index) => tokens[from + index]?.text === text);
}

/** The string of `@@schema("name")` or `@@schema(map: "name")`. */
function schemaName(argument: readonly Token[]): string | undefined {
  const end = argument.findIndex(({ text }) => text === ')');
  const literal = argument.slice(0, end).find(({ kind }) => kind === 'string');
  return literal?.text.slice(1, -1);
}

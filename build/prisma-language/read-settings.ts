import { literalText } from './literal-text.ts';
import { type SchemaBlock } from './scan-blocks.ts';
import { closeBracket, newline, openBracket, openParenthesis, string, unitOf, word } from './token-codes.ts';
import { TokenPlaces } from './token-places.ts';

/** One line of a generator or a datasource: `provider = "postgresql"`. */
export interface BlockSetting {
  readonly name: string;
  /** Of the value, in the text. */
  readonly offset: number;
  readonly length: number;
  /** What is between quotes, or the word. */
  readonly value: string;
  /** `env` of `env("DATABASE_URL")`. */
  readonly call: string | undefined;
  /** The strings and words of a list. */
  readonly items: readonly string[];
}

const equals = unitOf('=');

/** The settings of a generator or a datasource, in order; tolerant: what is no setting is left out. */
export function readSettings(text: string, block: SchemaBlock): BlockSetting[] {
  const end = block.closeOffset ?? text.length;
  const tokens = new TokenPlaces(text.slice(block.nameOffset, end));
  const found: BlockSetting[] = [];
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.codes[at] !== word || tokens.codes[at + 1] !== equals) continue;
    const last = endOfValue(tokens, at + 2);
    const isCall = tokens.codes[at + 3] === openParenthesis && tokens.codes[at + 2] === word;
    const start = tokens.start(at + 2);
    found.push({
      name: tokens.textOf(at),
      offset: block.nameOffset + start,
      length: tokens.end(last) - start,
      value: read(tokens, isCall ? at + 4 : at + 2),
      call: isCall ? tokens.textOf(at + 2) : undefined,
      items: tokens.codes[at + 2] === openBracket ? itemsOf(tokens, at + 3, last) : [],
    });
    at = last;
  }
  return found;
}

function endOfValue({ codes, count }: TokenPlaces, from: number): number {
  if (codes[from] === openBracket) {
    for (let at = from; at < count; at++) if (codes[at] === closeBracket) return at;
  }
  let at = from;
  while (at + 1 < count && codes[at + 1] !== newline) at += 1;
  return at;
}

/** Values of a list; what an item says in parentheses (`map: "uuid-ossp"`) replaces its word. */
function itemsOf(tokens: TokenPlaces, from: number, to: number): string[] {
  const items: string[] = [];
  for (let at = from; at < to; at++) {
    const { codes } = tokens;
    if (codes[at] === string) items.push(read(tokens, at));
    if (codes[at] !== word) continue;
    if (codes[at + 1] !== openParenthesis) {
      items.push(tokens.textOf(at));
      continue;
    }
    let mapped: string | undefined;
    let end = at + 2;
    for (; end < to && tokens.textOf(end) !== ')'; end++) {
      if (tokens.isWord(end, 'map') && codes[end + 2] === string) mapped = read(tokens, end + 2);
    }
    items.push(mapped ?? tokens.textOf(at));
    at = end;
  }
  return items;
}

function read(tokens: TokenPlaces, at: number): string {
  const text = tokens.textOf(at);
  return tokens.codes[at] === string ? literalText(text) : text;
}

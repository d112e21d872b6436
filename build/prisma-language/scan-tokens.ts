import { comment, newline, string, word } from './token-codes.ts';
import { TokenPlaces } from './token-places.ts';

export type TokenKind = 'word' | 'string' | 'symbol' | 'newline' | 'comment';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** UTF-16 offset in the author's text. */
  readonly offset: number;
}

/**
 * The tokens of a Prisma schema, comments included; for short texts, as each is an object.
 * @param from offset of its first character, when it is a part of a text, beginning where a token does
 */
export function scanTokens(text: string, from = 0): Token[] {
  const places = new TokenPlaces(text, { comments: true });
  return Array.from({ length: places.count }, (_, at) => ({
    kind: kindOf(places.codes[at]),
    text: places.textOf(at),
    offset: from + places.start(at),
  }));
}

function kindOf(code: number | undefined): TokenKind {
  switch (code) {
    case word:
      return 'word';
    case string:
      return 'string';
    case newline:
      return 'newline';
    case comment:
      return 'comment';
    default:
      return 'symbol';
  }
}

export type TokenKind = 'word' | 'string' | 'symbol' | 'newline' | 'comment';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** UTF-16 offset in the scanned text. */
  readonly offset: number;
}

/**
 * One alternative for each kind, tried in order; sticky, so the scan is linear.
 * A string never runs over the end of its line: an author who forgets a quote loses one line and not the file.
 */
const tokenPattern =
  /(?<comment>\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))|(?<string>"(?:[^"\\\n]|\\[^\n])*"?)|(?<newline>\n)|(?<word>[\p{L}\p{N}_][\p{L}\p{N}_-]*)|(?<symbol>[^\s])|[^\S\n]+/uy;

/** Splits Prisma schema text into tokens; takes any text, and drops nothing but spaces. */
export function scanTokens(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(tokenPattern);
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [token, groups] = [match[0], match.groups ?? {}];
    const kind = kinds.find((candidate) => groups[candidate] !== undefined);
    if (kind) tokens.push({ kind, text: token, offset: match.index });
  }
  return tokens;
}

const kinds: readonly TokenKind[] = ['word', 'symbol', 'newline', 'string', 'comment'];

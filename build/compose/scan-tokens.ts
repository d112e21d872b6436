export type TokenKind = 'word' | 'string' | 'symbol' | 'newline' | 'comment';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** UTF-16 offset in the author's text. */
  readonly offset: number;
}

/**
 * One alternative for each kind, tried in order; sticky, so the scan is linear.
 * A string never runs over the end of its line: an author who forgets a quote loses one line and not the file.
 */
const tokenPattern =
  /(?<comment>\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))|(?<string>"(?:[^"\\\n]|\\[^\n])*"?)|(?<newline>\n)|(?<word>[\p{L}\p{N}_][\p{L}\p{N}_-]*)|(?<symbol>[^\s])|[^\S\n]+/uy;

/**
 * Splits Prisma schema text into tokens; takes any text, and drops nothing but spaces.
 * @param from offset of its first character, when it is a part of a text, beginning where a token does
 */
export function scanTokens(text: string, from = 0): Token[] {
  const tokens: Token[] = [];
  eachToken(text, (kind, start, end) => {
    tokens.push({ kind, text: text.slice(start, end), offset: from + start });
  });
  return tokens;
}

/** The same without making an object of each token, for texts of any size. */
export function eachToken(text: string, take: (kind: TokenKind, start: number, end: number) => void): void {
  const pattern = new RegExp(tokenPattern);
  for (let at = 0; at < text.length;) {
    const plain = plainKinds[text.charCodeAt(at)];
    const end = plain === 'word' ? endOfPlainWord(text, at) : plain && at + 1;
    if (end !== undefined) {
      if (plain && plain !== 'space') take(plain, at, end);
      at = end;
      continue;
    }
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) break;
    const groups = match.groups ?? {};
    const kind = kinds.find((candidate) => groups[candidate] !== undefined);
    if (kind) take(kind, at, pattern.lastIndex);
    at = pattern.lastIndex;
  }
}

const kinds: readonly TokenKind[] = ['word', 'symbol', 'newline', 'string', 'comment'];

/**
 * What an ASCII character starts, by its code; undefined for a quote and a slash, which only the pattern can judge, as it
 * does all other characters. It is ten times slower, and nearly every token is an ASCII word or one character.
 */
const plainKinds = Array.from({ length: 128 }, (_, code): TokenKind | 'space' | undefined => {
  const character = String.fromCharCode(code);
  if (character === '"' || character === '/') return undefined;
  if (character === '\n') return 'newline';
  return character.trim() === '' ? 'space' : /\w/.test(character) ? 'word' : 'symbol';
});

/** Undefined when the word may go on with a character that is not ASCII. */
function endOfPlainWord(text: string, from: number): number | undefined {
  let at = from + 1;
  while (plainKinds[text.charCodeAt(at)] === 'word' || text[at] === '-') at += 1;
  return text.charCodeAt(at) >= 128 ? undefined : at;
}

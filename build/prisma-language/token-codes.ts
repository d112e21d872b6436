/** What a token is, as a number: one of these, which stand for no character, or the first UTF-16 unit of a symbol. */
export const word = 0x10000;
export const string = 0x10001;
export const comment = 0x10002;
export const newline = unitOf('\n');

export const atSign = unitOf('@');
export const dot = unitOf('.');
export const colon = unitOf(':');
export const questionMark = unitOf('?');
export const openBrace = unitOf('{');
export const closeBrace = unitOf('}');
export const openBracket = unitOf('[');
export const closeBracket = unitOf(']');
export const openParenthesis = unitOf('(');
export const closeParenthesis = unitOf(')');

/** Of brackets of any kind: 1 for one that opens, -1 for one that closes. */
export function nesting(code: number | undefined): number {
  switch (code) {
    case openParenthesis:
    case openBracket:
    case openBrace:
      return 1;
    case closeParenthesis:
    case closeBracket:
    case closeBrace:
      return -1;
    default:
      return 0;
  }
}

/** The code of a token that is one character. */
export function unitOf(character: string): number {
  return character.charCodeAt(0);
}

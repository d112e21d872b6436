import { comment, newline, string, word } from './token-codes.ts';
import { nothing, type TokenMemory } from './token-memory.ts';

/**
 * One alternative for each kind, tried in order; sticky, so the scan is linear.
 * A string never runs over the end of its line: an author who forgets a quote loses one line and not the file.
 */
const tokenPattern =
  /(?<comment>\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))|(?<string>"(?:[^"\\\n]|\\[^\n])*"?)|(?<word>[\p{L}\p{N}_][\p{L}\p{N}_-]*)|(?<symbol>[^\s])|[^\S\n]+/uy;

/** What only the pattern can tell; no code of a token either. */
const unclear = -2;
const hyphen = '-'.charCodeAt(0);

/**
 * What an ASCII character starts; unclear are a quote and a slash, which only the pattern can judge, as it does all other
 * characters. It is ten times slower, and nearly every token is an ASCII word or one character.
 */
const plainCodes = Int32Array.from({ length: 128 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  if (character === '"' || character === '/') return unclear;
  if (character === '\n') return newline;
  return character.trim() === '' ? nothing : /\w/.test(character) ? word : unit;
});

/**
 * Splits Prisma schema text into tokens; takes any text, and drops nothing but spaces and, unless they are asked for, comments.
 * One loop that calls next to nothing: it runs for each character of a project, mostly before V8 has optimised it.
 * @returns how many there are
 */
export function findTokens(text: string, into: TokenMemory, withComments: boolean): number {
  const { length } = text;
  into.reserve(length);
  const { codes, starts, ends } = into;
  const pattern = new RegExp(tokenPattern);
  let count = 0;
  for (let at = 0; at < length;) {
    const unit = text.charCodeAt(at);
    let code = unit < 128 ? (plainCodes[unit] ?? unclear) : unclear;
    let end = at + 1;
    if (code === word) {
      let next = text.charCodeAt(end);
      while (next < 128 && (plainCodes[next] === word || next === hyphen)) {
        end += 1;
        next = text.charCodeAt(end);
      }
      // It may go on with a letter that is not ASCII.
      if (next >= 128) code = unclear;
    }
    if (code === unclear) {
      pattern.lastIndex = at;
      code = matchedCode(pattern.exec(text)?.groups, unit);
      end = Math.max(end, pattern.lastIndex);
    }
    if (code !== nothing && (withComments || code !== comment)) {
      codes[count] = code;
      starts[count] = at;
      ends[count] = end;
      count += 1;
    }
    at = end;
  }
  into.end(count, length);
  return count;
}

/** @param groups the pattern matches wherever a text goes on */
function matchedCode(groups: Record<string, string | undefined> = {}, unit: number): number {
  if (groups['word'] !== undefined) return word;
  if (groups['string'] !== undefined) return string;
  if (groups['comment'] !== undefined) return comment;
  return groups['symbol'] === undefined ? nothing : unit;
}

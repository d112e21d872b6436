import { comment, newline, string, word } from './token-codes.ts';

/** What is read without a look at the end is within this many tokens behind it: they are of no kind. */
const spare = 4;

/** Memory for the tokens of one text after the other: to make it anew for each of thousands is half of the work. */
export class TokenMemory {
  codes = new Int32Array(0);
  starts = new Int32Array(0);
  ends = new Int32Array(0);

  /** Room for as many tokens as a text may have; what it held is lost. */
  reserve(length: number): this {
    if (this.codes.length < length + spare) {
      this.codes = new Int32Array(length + spare);
      this.starts = new Int32Array(length + spare);
      this.ends = new Int32Array(length + spare);
    }
    return this;
  }
}

/**
 * Where the tokens of a text are, as numbers: a large project has a million of them, and none is an object. Takes any text,
 * and drops nothing but spaces and, unless they are asked for, comments.
 */
export class TokenPlaces {
  /** What each is (token-codes.ts). */
  readonly codes: Int32Array;
  /** Where each begins, in UTF-16 units. */
  readonly starts: Int32Array;
  /** Past the last unit of each. */
  readonly ends: Int32Array;
  readonly count: number;

  /** @param memory for as long as these places are in use they are the only ones with it */
  constructor(
    readonly text: string,
    { comments = false, memory = new TokenMemory() } = {},
  ) {
    const { codes, starts, ends } = memory.reserve(text.length);
    this.codes = codes;
    this.starts = starts;
    this.ends = ends;
    this.count = findTokens(text, this, comments);
    codes.fill(nothing, this.count, this.count + spare);
    starts.fill(text.length, this.count, this.count + spare);
    ends.fill(text.length, this.count, this.count + spare);
  }

  isWord(at: number, written: string): boolean {
    const start = this.start(at);
    return (
      this.codes[at] === word &&
      this.end(at) - start === written.length &&
      this.text.startsWith(written, start)
    );
  }

  /** True when it is the first on its line, with nothing before it. */
  startsLine(at: number): boolean {
    return this.text.charCodeAt(this.start(at) - 1) === newline;
  }

  textOf(at: number): string {
    return this.text.slice(this.start(at), this.end(at));
  }

  start(at: number): number {
    return this.starts[at] ?? this.text.length;
  }

  end(at: number): number {
    return this.ends[at] ?? this.text.length;
  }
}

/**
 * One alternative for each kind, tried in order; sticky, so the scan is linear.
 * A string never runs over the end of its line: an author who forgets a quote loses one line and not the file.
 */
const tokenPattern =
  /(?<comment>\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))|(?<string>"(?:[^"\\\n]|\\[^\n])*"?)|(?<word>[\p{L}\p{N}_][\p{L}\p{N}_-]*)|(?<symbol>[^\s])|[^\S\n]+/uy;

/** No codes of tokens: nothing, and what only the pattern can tell. */
const nothing = -1;
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
 * One loop that calls next to nothing: it runs for each character of a project, mostly before V8 has optimised it.
 * @returns how many there are
 */
function findTokens(
  text: string,
  { codes, starts, ends }: Pick<TokenPlaces, 'codes' | 'starts' | 'ends'>,
  withComments: boolean,
): number {
  const { length } = text;
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
  return count;
}

/** @param groups the pattern matches wherever a text goes on */
function matchedCode(groups: Record<string, string | undefined> = {}, unit: number): number {
  if (groups['word'] !== undefined) return word;
  if (groups['string'] !== undefined) return string;
  if (groups['comment'] !== undefined) return comment;
  return groups['symbol'] === undefined ? nothing : unit;
}

import { findTokens } from './find-tokens.ts';
import { newline, word } from './token-codes.ts';
import { TokenMemory } from './token-memory.ts';

/** Where the tokens of a text are, as numbers: a large project has a million of them, and none is an object. */
export class TokenPlaces {
  readonly text: string;
  /** What each is (token-codes.ts). */
  readonly codes: Int32Array;
  /** Where each begins, in UTF-16 units. */
  readonly starts: Int32Array;
  /** Past the last unit of each. */
  readonly ends: Int32Array;
  readonly count: number;

  /** @param memory for as long as these places are in use they are the only ones with it */
  constructor(text: string, { comments = false, memory = new TokenMemory() } = {}) {
    this.text = text;
    this.count = findTokens(text, memory, comments);
    this.codes = memory.codes;
    this.starts = memory.starts;
    this.ends = memory.ends;
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

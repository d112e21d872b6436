import { eachToken, type TokenKind } from './scan-tokens.ts';

/** Where the tokens of a whole file are, without its comments. A large project has a million of them: none is an object. */
export class TokenPlaces {
  readonly #text: string;
  readonly #kinds: TokenKind[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  constructor(text: string) {
    this.#text = text;
    eachToken(text, (kind, start, end) => {
      if (kind === 'comment') return;
      this.#kinds.push(kind);
      this.#starts.push(start);
      this.#ends.push(end);
    });
  }

  get count(): number {
    return this.#kinds.length;
  }

  /** Undefined past the end; the other methods may be asked about tokens that are not there, too. */
  kind(at: number): TokenKind | undefined {
    return this.#kinds[at];
  }

  isSymbol(at: number, character: string): boolean {
    return this.#kinds[at] === 'symbol' && this.#text[this.start(at)] === character;
  }

  isWord(at: number, word: string): boolean {
    const start = this.start(at);
    return this.end(at) - start === word.length && this.#text.startsWith(word, start);
  }

  /** Brackets of any kind: 1 for one that opens, -1 for one that closes. */
  nesting(at: number): number {
    if (this.#kinds[at] !== 'symbol') return 0;
    const character = this.#text[this.start(at)] ?? ' ';
    return '([{'.includes(character) ? 1 : ')]}'.includes(character) ? -1 : 0;
  }

  text(at: number): string {
    return this.between(this.start(at), this.end(at));
  }

  /** UTF-16 offset in the text. */
  start(at: number): number {
    return this.#starts[at] ?? this.#text.length;
  }

  end(at: number): number {
    return this.#ends[at] ?? this.#text.length;
  }

  /** True when the token is the first on its line, with nothing before it. */
  startsLine(at: number): boolean {
    return this.#text[this.start(at) - 1] === '\n';
  }

  between(start: number, end: number): string {
    return this.#text.slice(start, end);
  }
}

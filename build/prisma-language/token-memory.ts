/** What is read without a look at the end is within this many tokens behind it: they are of no kind. */
const spare = 4;

/** A code no token has. */
export const nothing = -1;

/**
 * What tokens are (token-codes.ts), and from where to where, in UTF-16 units. For one text after the other: to make the memory
 * anew for each of thousands is half of the work.
 */
export class TokenMemory {
  codes = new Int32Array(0);
  starts = new Int32Array(0);
  ends = new Int32Array(0);

  /** Room for as many tokens as a text may have; what it held is lost. */
  reserve(length: number): void {
    if (this.codes.length >= length + spare) return;
    this.codes = new Int32Array(length + spare);
    this.starts = new Int32Array(length + spare);
    this.ends = new Int32Array(length + spare);
  }

  /** Nothing is left of a longer text behind the last token. */
  end(count: number, length: number): void {
    this.codes.fill(nothing, count, count + spare);
    this.starts.fill(length, count, count + spare);
    this.ends.fill(length, count, count + spare);
  }
}

/**
 * @typedef {object} DigestedFile
 * @property {string} sha256
 * @property {number} size
 * @property {Buffer} [bytes] missing of a file that is in its place already
 */

/** A file that Prisma's generator does not render anew; it looks through its (no) enumerable fields. */
export class RememberedFile {
  #digested;

  /** @param {DigestedFile} digested */
  constructor(digested) {
    this.#digested = digested;
  }

  get digested() {
    return this.#digested;
  }
}

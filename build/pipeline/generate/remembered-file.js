/**
 * @typedef {object} DigestedFile
 * @property {string} sha256
 * @property {Buffer} bytes
 */

/** A model's file as it was written last time. Prisma's generator looks through its (no) enumerable fields. */
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

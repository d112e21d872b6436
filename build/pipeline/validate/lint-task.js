// One task of the second core (incremental/second-core.ts), which loads this file. Plain JavaScript, so that a thread needs no
// TypeScript loader.
import wasm from '@prisma/prisma-schema-wasm';

/**
 * @param {readonly (readonly [path: string, text: string])[]} part
 * @returns {boolean} whether Prisma finds nothing in it
 */
export function work(part) {
  return wasm.lint(JSON.stringify(part)) === '[]';
}

// Judges parts of a large schema on another core, while judge-parts.ts judges others.
// Plain JavaScript, so that the thread starts without a TypeScript loader.
import { parentPort } from 'node:worker_threads';
import wasm from '@prisma/prisma-schema-wasm';

/**
 * @typedef {object} Task
 * @property {[path: string, text: string][][]} parts
 * @property {Int32Array} next the first part that is not taken; shared
 */

parentPort?.once('message', (/** @type {Task} */ { parts, next }) => {
  let isSound = true;
  for (let at = Atomics.add(next, 0, 1); at < parts.length; at = Atomics.add(next, 0, 1)) {
    if (wasm.lint(JSON.stringify(parts[at])) === '[]') continue;
    isSound = false;
    Atomics.store(next, 0, parts.length);
  }
  parentPort?.postMessage(isSound);
});

// Looks through module files on another core, the last one first, while find-classes-on-two-cores.ts does so from the first one.
// Plain JavaScript, so that the thread starts without a TypeScript loader.
import { parentPort } from 'node:worker_threads';
import { findModuleClasses } from './find-module-class.js';

/** Files whose classes are told at once: each message costs a tenth of what parsing a file does. */
const filesOfMessage = 16;

/**
 * @typedef {object} Task
 * @property {readonly string[]} sources
 * @property {Int32Array} taken 1 for each that one of the threads has taken; shared
 * @property {import('node:worker_threads').MessagePort} answers
 *
 * @typedef {[at: number, classes: import('./find-module-class.js').ModuleClasses][]} Answer
 */

parentPort?.once('message', (/** @type {Task} */ { sources, taken, answers }) => {
  /** @type {Answer} */
  let found = [];
  for (let at = sources.length - 1; at >= 0 && Atomics.exchange(taken, at, 1) === 0; at -= 1) {
    found.push([at, findModuleClasses(sources[at] ?? '')]);
    if (found.length < filesOfMessage) continue;
    answers.postMessage(found);
    found = [];
  }
  answers.postMessage(found);
  answers.close();
});

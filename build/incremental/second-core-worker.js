// Works through shared items on another core, the last one first, while second-core.ts does so from the first one.
// Plain JavaScript, so that the thread starts without a TypeScript loader.
import { parentPort } from 'node:worker_threads';

/**
 * @typedef {object} Message
 * @property {string} module exports `work`
 * @property {readonly unknown[]} [items] undefined: only the module is to be loaded
 * @property {Int32Array} taken 1 for each item that one of the threads has taken; shared
 * @property {import('node:worker_threads').MessagePort} answers
 * @property {number} answersOfMessage each message costs time
 */

parentPort?.on('message', async (/** @type {Message} */ message) => {
  const { module, items, taken, answers, answersOfMessage } = message;
  const { work } = await import(module);
  if (items === undefined) return;
  /** @type {[at: number, answer: unknown][]} */
  let found = [];
  for (let at = items.length - 1; at >= 0 && Atomics.exchange(taken, at, 1) === 0; at -= 1) {
    found.push([at, work(items[at])]);
    if (found.length < answersOfMessage) continue;
    answers.postMessage(found);
    found = [];
  }
  answers.postMessage(found);
  answers.close();
});

// One task of the second core (incremental/second-core.ts), which loads this file. Plain JavaScript, so that a thread needs no
// TypeScript loader.
export { readCode as work } from './read-code.js';

// Judges parts of a large schema on another core, while lint-parts.ts judges the others.
// Plain JavaScript, so that the thread starts without a TypeScript loader.
import { parentPort, workerData } from 'node:worker_threads';
import wasm from '@prisma/prisma-schema-wasm';

/** @type {[path: string, text: string][][]} */
const parts = workerData;
parentPort?.postMessage(parts.every((files) => wasm.lint(JSON.stringify(files)) === '[]'));

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type SchemaText } from './composed-files.ts';
import { type PrismaLint } from './prisma-lint.ts';

type Parts = readonly (readonly SchemaText[])[];

/** Fewer are judged sooner than a thread starts. */
const fewestForTwo = 4;

/** True when Prisma finds nothing in any part; many are judged on two cores. */
export async function areSound(parts: Parts, lint: PrismaLint): Promise<boolean> {
  const isSound = (some: Parts) => some.every((files) => lint(files).length === 0);
  if (parts.length < fewestForTwo || availableParallelism() < 2) return isSound(parts);
  const half = Math.ceil(parts.length / 2);
  const other = areSoundInThread(parts.slice(half));
  const here = isSound(parts.slice(0, half));
  return (await other) && here;
}

function areSoundInThread(parts: Parts): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./lint-worker.js', import.meta.url), {
      workerData: parts,
      execArgv: [],
    });
    worker.once('message', (answer: boolean) => {
      resolve(answer);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new Error(`Prisma's validator stopped with code ${code} before it was done.`));
    });
  });
}

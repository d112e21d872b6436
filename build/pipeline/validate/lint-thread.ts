import { Worker } from 'node:worker_threads';
import { InternalError } from '../../diagnostics/internal-error.ts';
import { type SchemaText } from './composed-files.ts';

/** Prisma's validator on another core, for one schema. */
export class LintThread {
  readonly #worker = new Worker(new URL('./lint-worker.js', import.meta.url), { execArgv: [] });
  readonly #answer: Promise<boolean>;

  /** Begins to load the validator, which takes a tenth of a second; it keeps no process alive. */
  constructor() {
    this.#answer = new Promise((resolve, reject) => {
      this.#worker.once('message', resolve);
      this.#worker.once('error', reject);
      this.#worker.once('exit', (code) => {
        reject(new InternalError(`Prisma's validator stopped with code ${code} before it was done.`));
      });
    });
    // `judge` passes a failure on; without a call of it the failure does not matter.
    this.#answer.catch(() => undefined);
    this.#worker.unref();
  }

  /**
   * Judges parts that are not taken until all are taken.
   * @param next the first part that is not taken, in memory both threads share; a part is taken by adding 1
   * @returns whether Prisma found nothing in those it took
   */
  judge(parts: readonly (readonly SchemaText[])[], next: Int32Array): Promise<boolean> {
    this.#worker.ref();
    this.#worker.postMessage({ parts, next });
    return this.#answer;
  }

  stop(): void {
    void this.#worker.terminate();
  }
}

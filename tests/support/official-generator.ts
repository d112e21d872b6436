import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { type SchemaFile } from '../../build/model/schema-file.ts';

const Answer = z.object({
  /** The client, by file name. */
  files: z.record(z.string(), z.string()).optional(),
  /** What making it took, without reading it back. */
  milliseconds: z.number().optional(),
  /** Why Prisma made none. */
  refusal: z.string().optional(),
});

/**
 * Prisma's own generator, warm, for tests that compare ours with it.
 * @param folder where it works; inside the project, because it looks for `tsconfig.json` and `package.json` above
 */
export function startOfficialGenerator(folder: string) {
  const worker = new Worker(new URL('./official-generator-worker.js', import.meta.url), {
    execArgv: [],
    workerData: { folder },
  });
  return {
    async generate(files: readonly SchemaFile[]): Promise<z.infer<typeof Answer>> {
      const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
      worker.postMessage(sorted.map(({ path, text }) => [path, text]));
      const message: readonly unknown[] = await once(worker, 'message');
      return Answer.parse(message[0]);
    },
    stop: () => worker.terminate(),
  };
}

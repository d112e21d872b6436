import { type Worker } from 'node:worker_threads';
import { InternalError } from '../../diagnostics/internal-error.ts';
import { startThread } from '../../incremental/start-thread.ts';
import { type SchemaFile } from '../../model/schema-file.ts';
import { type ClientFiles } from './client-stamp.ts';
import { createSchemaSplitter } from './parts/split-schema.ts';

/** What became of a client. */
export type RenderAnswer =
  | {
      readonly kind: 'done';
      /** Every file of the client; absent when Prisma's own code wrote them. */
      readonly files?: ClientFiles;
      /** Those that are not links to the client before. */
      readonly written?: readonly string[];
      /** Why the schema was described as a whole, and not in parts, which costs time; absent when it was in parts. */
      readonly whole?: string;
    }
  | RenderRefusal;

export interface RenderRefusal {
  readonly kind: 'schema' | 'environment' | 'bug';
  /** Without colours. */
  readonly message: string;
}

/** The client that is about to be replaced. */
export interface ClientBefore {
  readonly folder: string;
  /** Digests of its files that are as they were written. */
  readonly sha256: Readonly<Record<string, string>>;
}

/** Writes clients. The first call loads Prisma (half a second); later ones describe and render only what changed. */
export interface ClientRenderer {
  /**
   * Writes the client of a schema, byte for byte what `prisma generate` writes.
   * @param files the composed schema, sorted by path
   * @param outputDir absolute, empty folder
   * @param before equal files are linked to instead of written
   * @param signal ends the work where its next part would begin; the call is then rejected with its reason
   */
  readonly render: (
    files: readonly SchemaFile[],
    outputDir: string,
    before: ClientBefore,
    signal?: AbortSignal,
  ) => Promise<RenderAnswer>;
  /**
   * Describes a schema whose client is there, so that the next one is made as quickly as those after it.
   * @param client every file of that client
   */
  readonly prepare: (
    files: readonly SchemaFile[],
    client: ClientFiles,
    signal?: AbortSignal,
  ) => Promise<RenderAnswer>;
  readonly close: () => Promise<void>;
}

function ask(worker: Worker, request: object): Promise<RenderAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (action: () => void): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      worker.unref();
      action();
    };
    const onMessage = (answer: RenderAnswer): void => {
      settle(() => {
        resolve(answer);
      });
    };
    const onError = (error: Error): void => {
      settle(() => {
        reject(error);
      });
    };
    const onExit = (code: number): void => {
      onError(new InternalError(`Prisma's generator stopped with code ${code} before it was done.`));
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.ref();
    worker.postMessage(request);
  });
}

/** A renderer with a worker thread of its own. An idle one does not keep the process alive. */
export function createClientRenderer(): ClientRenderer {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let requests = 0;
  /** The thread reads it while it works and hears no message. */
  const unwanted = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const split = createSchemaSplitter();
  /** Parts that the thread has. */
  let sent: ReadonlySet<number> = new Set();
  const start = (): Worker => {
    const started = startThread(new URL('./render-client-worker.js', import.meta.url), {
      unwanted: unwanted.buffer,
    });
    sent = new Set();
    started.once('exit', () => {
      if (worker === started) worker = undefined;
    });
    return started;
  };

  function splitForWorker(files: readonly SchemaFile[]): object {
    const schema = split(files);
    if ('reason' in schema) return schema;
    const { parts, models, enums } = schema;
    const known = sent;
    sent = new Set(parts.map(({ id }) => id));
    return {
      parts: parts.map((part) => (known.has(part.id) ? { id: part.id } : part)),
      order: { models, enums },
    };
  }

  function request(files: readonly SchemaFile[], what: object, signal?: AbortSignal): Promise<RenderAnswer> {
    const id = (requests += 1);
    const drop = (): void => {
      Atomics.store(unwanted, 0, id);
    };
    const answer = last
      .then(() => {
        signal?.throwIfAborted();
        signal?.addEventListener('abort', drop, { once: true });
        worker ??= start();
        const schemas = files.map(({ path, text }) => [path, text]);
        return ask(worker, { id, schemas, split: splitForWorker(files), ...what });
      })
      .finally(() => {
        signal?.removeEventListener('abort', drop);
        signal?.throwIfAborted();
      });
    // One at a time; the next one does not care how this one ended, its caller does.
    last = answer.catch(() => undefined);
    return answer;
  }

  return {
    render: (files, outputDir, before, signal) => request(files, { render: { outputDir, before } }, signal),
    prepare: (files, client, signal) => request(files, { adopt: client }, signal),
    async close() {
      await worker?.terminate();
    },
  };
}

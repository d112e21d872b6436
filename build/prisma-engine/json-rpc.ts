import { createInterface } from 'node:readline';
import { z } from 'zod';
import { EngineError } from '../postgres/connection/engine-error.ts';

/** Answers one request; a rejected promise becomes an error response. */
export type RpcHandler = (method: string, params: unknown) => Promise<unknown>;

/** Talks to the other side. */
export interface RpcConnection {
  /** Sends a request of ours and waits until it was answered, or until the other side is gone. */
  readonly call: (method: string, params: unknown) => Promise<void>;
  /** Resolves when the input ended and every request has its answer. */
  readonly finished: Promise<void>;
}

const Id = z.union([z.number(), z.string()]);
const Message = z.object({ id: Id, method: z.string().optional(), params: z.unknown().optional() });

const METHOD_NOT_FOUND = -32_601;
const PARSE_ERROR = -32_700;
/** What the native engine calls every failure of its own. */
const ENGINE_FAILURE = 4466;

/**
 * JSON-RPC 2.0 over two streams, one message a line. Requests are handled one after another, in order: they
 * share one database session.
 */
export function serveJsonRpc(
  input: NodeJS.ReadableStream,
  write: (line: string) => void,
  handle: RpcHandler,
): RpcConnection {
  const waiting = new Map<number, () => void>();
  let nextId = 0;
  let queue = Promise.resolve();
  const send = (message: object): void => {
    write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  };
  const answer = async (id: z.infer<typeof Id>, method: string, params: unknown): Promise<void> => {
    try {
      send({ result: (await handle(method, params)) ?? null, id });
    } catch (error) {
      send({ error: toRpcError(error), id });
    }
  };
  const receive = (line: string): void => {
    const message = parseLine(line);
    if (!message) {
      send({ error: { code: PARSE_ERROR, message: 'Parse error' }, id: null });
    } else if (message.method === undefined) {
      waiting.get(Number(message.id))?.();
    } else {
      const { id, method, params } = message;
      queue = queue.then(() => answer(id, method, params));
    }
  };
  const lines = createInterface({ input, crlfDelay: Infinity });
  lines.on('line', (line) => {
    if (line.trim() !== '') receive(line);
  });
  const finished = new Promise<void>((resolve) => {
    lines.on('close', () => {
      for (const release of waiting.values()) release();
      resolve();
    });
  }).then(() => queue);
  const call = (method: string, params: unknown): Promise<void> =>
    new Promise((resolve) => {
      const id = nextId++;
      waiting.set(id, () => {
        waiting.delete(id);
        resolve();
      });
      send({ method, params, id });
    });
  return { call, finished };
}

function parseLine(line: string): z.infer<typeof Message> | undefined {
  try {
    return Message.parse(JSON.parse(line));
  } catch {
    // Answered with "Parse error", as the specification wants it.
    return undefined;
  }
}

/** The method is not one of the engine's. */
export class MethodNotFound extends Error {}

function toRpcError(thrown: unknown): object {
  if (thrown instanceof MethodNotFound) return { code: METHOD_NOT_FOUND, message: thrown.message };
  const error = thrown instanceof EngineError ? thrown : new EngineError(undefined, String(thrown));
  const data =
    error.code === undefined
      ? { is_panic: error.isPanic, message: error.message, backtrace: null }
      : { is_panic: false, message: error.message, meta: error.meta, error_code: error.code };
  return {
    code: ENGINE_FAILURE,
    message: 'An error happened. Check the data field for details.',
    data,
  };
}

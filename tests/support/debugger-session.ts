import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const Targets = z.array(z.object({ webSocketDebuggerUrl: z.string() })).min(1);
const Message = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
});

/** Attached to a Node process over the DevTools protocol. */
export interface DebuggerSession {
  /** Sends a command. @returns its result */
  send(method: string, params?: object): Promise<unknown>;
  /** The first event of a kind, now or later, that fits `schema`; it is not handed out again. */
  event<T>(method: string, schema: z.ZodType<T>): Promise<T>;
  close(): Promise<void>;
}

/** @param port the one given to `--inspect` */
export async function attachDebugger(port: number): Promise<DebuggerSession> {
  const [target] = Targets.parse(await (await fetch(`http://127.0.0.1:${port}/json/list`)).json());
  const bridge = join(import.meta.dirname, 'debugger-bridge.js');
  const args = ['--experimental-websocket', '--no-warnings', bridge, target?.webSocketDebuggerUrl ?? ''];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const events: { method: string; params: unknown }[] = [];
  const results = new Map<number, (result: unknown) => void>();
  let wake: (() => void)[] = [];
  let lastId = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, method, params, result } = Message.parse(JSON.parse(line));
    if (id !== undefined) results.get(id)?.(result);
    if (method === undefined) return;
    events.push({ method, params });
    const waiting = wake;
    wake = [];
    for (const one of waiting) one();
  });
  return {
    send: (method, params = {}) =>
      new Promise((resolve) => {
        lastId += 1;
        results.set(lastId, resolve);
        child.stdin.write(`${JSON.stringify({ id: lastId, method, params })}\n`);
      }),
    async event(method, schema) {
      for (;;) {
        for (const [index, event] of events.entries()) {
          const parsed = event.method === method ? schema.safeParse(event.params) : undefined;
          if (parsed?.success !== true) continue;
          events.splice(index, 1);
          return parsed.data;
        }
        await new Promise<void>((resolve) => wake.push(resolve));
      }
    },
    async close() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}

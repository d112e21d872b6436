import { type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** How a client finds the host: written by the host, readable for the owner only. */
export const HostAddress = z.strictObject({
  pid: z.int().positive(),
  port: z.int().positive(),
  token: z.string().min(16),
});
export type HostAddress = z.infer<typeof HostAddress>;

/** The first line the host prints on its stdout: it listens, or why it cannot. */
export const HostGreeting = z.union([
  HostAddress,
  z.strictObject({ error: z.string(), hint: z.string().optional() }),
]);
export type HostGreeting = z.infer<typeof HostGreeting>;

const hello = { token: z.string(), stateDir: z.string(), purpose: z.string().max(200), pid: z.int() };

/** The first line of a client; a lease lasts as long as its connection. */
export const HostRequest = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('lease'), ...hello }),
  z.strictObject({ ask: z.literal('pin'), ...hello }),
  z.strictObject({ ask: z.literal('status'), ...hello }),
  z.strictObject({ ask: z.literal('stop'), force: z.boolean(), ...hello }),
]);
export type HostRequest = z.infer<typeof HostRequest>;

/** The only line a lease may add: leave, and do not wait for others who might come. */
export const LeaveNow = z.strictObject({ ask: z.literal('leave-now') });

export const Holder = z.strictObject({ pid: z.int(), purpose: z.string() });
export type Holder = z.infer<typeof Holder>;

export const HostReply = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready'), port: z.int(), created: z.boolean() }),
  z.strictObject({ kind: z.literal('failed'), message: z.string(), hint: z.string().optional() }),
  z.strictObject({ kind: z.literal('stopping') }),
  z.strictObject({ kind: z.literal('in-use'), holders: z.array(Holder) }),
  z.strictObject({ kind: z.literal('foreign') }),
  z.strictObject({
    kind: z.literal('status'),
    phase: z.enum(['starting', 'ready', 'stopping']),
    port: z.int().optional(),
    serverPid: z.int().optional(),
    version: z.string().optional(),
    dataDir: z.string().optional(),
    pinned: z.boolean(),
    holders: z.array(Holder),
  }),
]);
export type HostReply = z.infer<typeof HostReply>;

export function send(socket: Socket, message: HostRequest | HostReply | z.infer<typeof LeaveNow>): void {
  socket.write(`${JSON.stringify(message)}\n`);
}

/** Calls back for each line that is JSON of the given shape; anything else ends the connection. */
export function onMessage<T>(socket: Socket, shape: z.ZodType<T>, callback: (message: T) => void): void {
  createInterface({ input: socket }).on('line', (line) => {
    const message = shape.safeParse(parseJson(line));
    if (message.success) callback(message.data);
    else socket.destroy();
  });
}

/** JSON as a value, undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON: the schema that reads the value refuses it
  }
}

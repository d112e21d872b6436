import { connect, type Socket } from 'node:net';
import { HostAddress, HostReply, type HostRequest, onMessage, parseJson, send } from './protocol.ts';
import { readIfThere, type StateFolder } from './state-folder.ts';

/** A host's answer, and the connection it came over, still open. */
export interface HostAnswer {
  readonly reply: HostReply;
  readonly socket: Socket;
}

/** A request without what every request carries. */
export type Question =
  | { readonly ask: 'lease' | 'pin' | 'status'; readonly purpose: string }
  | { readonly ask: 'stop'; readonly force: boolean; readonly purpose: string };

/**
 * Asks the host of this state folder. Undefined when there is none: never started, ended, killed, or the
 * address is that of the host of another project (whose folder was copied).
 */
export async function askHost(state: StateFolder, question: Question): Promise<HostAnswer | undefined> {
  const address = HostAddress.safeParse(parseJson((await readIfThere(state.hostFile)) ?? ''));
  if (!address.success) return undefined;
  const socket = await dial(address.data.port);
  if (socket === undefined) return undefined;
  const reply = await exchange(socket, {
    ...question,
    token: address.data.token,
    stateDir: state.dir,
    pid: process.pid,
  });
  if (reply !== undefined && reply.kind !== 'foreign') return { reply, socket };
  socket.destroy();
  return undefined;
}

async function dial(port: number): Promise<Socket | undefined> {
  return await new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      resolve(socket);
    });
    socket.on('error', () => {
      resolve(undefined); // refused: no host is there; later errors end in `close`
    });
  });
}

/** Resolves to undefined when the other side leaves without an answer. */
async function exchange(socket: Socket, request: HostRequest): Promise<HostReply | undefined> {
  return await new Promise((resolve) => {
    onMessage(socket, HostReply, resolve);
    socket.once('close', () => {
      resolve(undefined);
    });
    send(socket, request);
  });
}

/** Resolves when the connection is closed, by whichever side. */
export async function closed(socket: Socket): Promise<void> {
  if (socket.closed) return;
  await new Promise<void>((resolve) => {
    socket.once('close', () => {
      resolve();
    });
  });
}

import { createServer, type Socket } from 'node:net';
import { z } from 'zod';
import { timingSafeEqual } from 'node:crypto';
import { HostRequest, LeaveNow, onMessage, send } from '../protocol.ts';

/** What happens to clients that have shown the token. */
export interface ControlHandler {
  serve(socket: Socket, request: HostRequest): void;
  leaveNow(socket: Socket): void;
}

export interface ControlDoor {
  readonly port: number;
  /** No new clients; those connected see their connection end. */
  close(): void;
}

/** Bytes a client may send before it has shown the token. */
const helloLimit = 4_096;

/**
 * Listens on a free port of 127.0.0.1 and hands over clients that know the token and mean this state folder.
 * A copied project brings the address of the original's host along: it is told so.
 */
export async function openControlDoor(
  token: string,
  stateDir: string,
  handler: ControlHandler,
): Promise<ControlDoor> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined); // the client is gone; `close` follows
    let known = false;
    socket.on('data', () => {
      if (!known && socket.bytesRead > helloLimit) socket.destroy();
    });
    onMessage(socket, z.union([HostRequest, LeaveNow]), (message) => {
      if (message.ask === 'leave-now') {
        if (known) handler.leaveNow(socket);
      } else if (known || !isEqual(message.token, token)) {
        socket.destroy();
      } else if (message.stateDir === stateDir) {
        known = true;
        handler.serve(socket, message);
      } else {
        send(socket, { kind: 'foreign' });
        socket.end();
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: () => {
      server.close();
      for (const socket of sockets) socket.end();
    },
  };
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

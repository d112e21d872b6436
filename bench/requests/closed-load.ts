import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface ClosedLoad {
  readonly origin: string;
  readonly connections: number;
  readonly requests: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The path of the request with this number. */
  readonly path: (number: number) => string;
}

const headEnd = '\r\n\r\n';

/**
 * Sends a number of GET requests, on each connection the next one after the answer. Speaks HTTP by hand: a client that takes
 * as long as the server would let it idle between requests, and waking up costs processor time.
 *
 * @returns requests a second
 * @throws Error at an answer that is not 200 or has no Content-Length
 */
export async function closedLoad(load: ClosedLoad): Promise<number> {
  const sockets = await Promise.all(Array.from({ length: load.connections }, () => open(load.origin)));
  const begin = performance.now();
  let sent = 0;
  const next = (): string | undefined => {
    if (sent === load.requests) return undefined;
    sent += 1;
    return requestText(load, sent);
  };
  try {
    await Promise.all(sockets.map((socket) => keepAsking(socket, next)));
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  return (load.requests * 1000) / (performance.now() - begin);
}

async function open(origin: string): Promise<Socket> {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  return socket;
}

function requestText({ origin, path, headers }: ClosedLoad, number: number): string {
  const lines = Object.entries({ Host: new URL(origin).host, ...headers });
  return `GET ${path(number)} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

function keepAsking(socket: Socket, next: () => string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const ask = (): void => {
      const text = next();
      if (text === undefined) resolve();
      else socket.write(text);
    };
    socket.setEncoding('latin1').on('data', (part: string) => {
      answer += part;
      const end = answer.indexOf(headEnd);
      if (end === -1) return;
      const length = /^content-length: (\d+)\r?$/im.exec(answer.slice(0, end))?.[1];
      if (!answer.startsWith('HTTP/1.1 200 ') || length === undefined) {
        reject(new Error(`The server answered:\n${answer}`));
      } else if (answer.length >= end + headEnd.length + Number(length)) {
        answer = '';
        ask();
      }
    });
    socket.once('error', reject).once('close', () => {
      reject(new Error('The server closed a connection.'));
    });
    ask();
  });
}

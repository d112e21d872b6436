import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** The way to a database, which can be made long and can be cut. */
export async function startDatabaseProxy(databaseUrl: string) {
  const url = new URL(databaseUrl);
  const target = { host: url.hostname, port: Number(url.port || 5432) };
  const open = new Set<Socket>();
  let delayMs = 0;
  let isUp = true;

  /** What one side says reaches the other later and in the same order, its end included. */
  function forward(from: Socket, to: Socket): void {
    let arrived: Promise<unknown> = Promise.resolve();
    const deliver = (what: () => void): void => {
      const before = arrived;
      arrived = Promise.all([before, delayMs > 0 && wait(delayMs)]).then(what);
    };
    from.on('data', (chunk) => {
      deliver(() => to.write(chunk));
    });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      open.delete(from);
      if (isUp) deliver(() => to.end());
      else to.destroy();
    });
  }

  const server = createServer((client) => {
    if (!isUp) {
      client.destroy();
      return;
    }
    const upstream = connect(target);
    for (const socket of [client, upstream]) open.add(socket);
    forward(client, upstream);
    forward(upstream, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' && address !== null ? address.port : 0);

  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: url.href,
    /** Adds to every answer the time of a way there and back. */
    delay(roundTripMs: number): void {
      delayMs = roundTripMs / 2;
    },
    /** What a restart of the database looks like from here: all connections end, and none can be made for now. */
    takeDown(): void {
      isUp = false;
      cut();
    },
    bringUp(): void {
      isUp = true;
    },
    async close(): Promise<void> {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

export type DatabaseProxy = Awaited<ReturnType<typeof startDatabaseProxy>>;

import { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';

/**
 * How long a stopping server keeps a connection without a request: the next one may be on its way, and would be
 * answered by a reset.
 */
const graceMs = 1000;

/** The connections of a server: lets it stop without breaking one that a client is about to use. */
export class Connections {
  readonly #sockets = new Set<Socket>();
  readonly #answering = new Set<ServerResponse>();
  #isClosing = false;
  #onAnswered: () => void = () => undefined;

  watch(server: Server): void {
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** Every request has to pass here first. */
  readonly front = (_request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    this.#answering.add(response);
    if (this.#isClosing) response.shouldKeepAlive = false;
    response.once('close', () => {
      this.#answering.delete(response);
      this.#onAnswered();
    });
    next();
  };

  /** From now on every answer says that its connection ends, also the answer to a request that is under way. */
  announceClose(): void {
    this.#isClosing = true;
    for (const response of this.#answering) response.shouldKeepAlive = false;
  }

  /**
   * Stops accepting and waits until every connection has ended. One without a request has a second to bring one.
   *
   * @param timeoutMs after which the others are cut off.
   * @returns whether every request was answered.
   */
  async close(server: Server, timeoutMs: number): Promise<boolean> {
    this.announceClose();
    if (!server.listening) return true;
    // The connection counts as idle only after the event that says that its answer is complete.
    const closeIdle = (): void => {
      setImmediate(() => {
        server.closeIdleConnections();
      });
    };
    const grace = setTimeout(
      () => {
        this.#onAnswered = closeIdle;
        closeIdle();
      },
      Math.min(graceMs, timeoutMs),
    );
    let finished = true;
    const insist = setTimeout(() => {
      finished = this.#answering.size === 0;
      // Those that speak another protocol by now are not among the server's own.
      for (const socket of this.#sockets) socket.destroy();
    }, timeoutMs);
    // Not the method of node:http, which ends idle connections first.
    await new Promise((resolve) => NetServer.prototype.close.call(server, resolve));
    clearTimeout(grace);
    clearTimeout(insist);
    return finished;
  }
}

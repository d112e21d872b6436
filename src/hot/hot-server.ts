import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Duplex } from 'node:stream';
import { type HotApplication } from './hot-application.ts';
import { ServedApplication } from './served-application.ts';

const keepAliveMs = 60_000;

/** The first answers of an application go before the end of the one before, which walks through all of its providers. */
const firstAnswersMs = 50;

/** Answers while there is no application. */
export type WhileEmpty = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers what is not for an application. @returns whether it did */
export type AnswerFirst = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * The server that keeps the port while applications come and go. A request belongs to the application that was
 * there when it arrived; the next request on the same connection may go to another.
 */
export class HotServer {
  readonly #server: Server;
  readonly #leaving = new Set<Promise<void>>();
  #current: ServedApplication | undefined;
  #stopping = false;

  constructor(whileEmpty: WhileEmpty, answerFirst: AnswerFirst = () => false) {
    this.#server = createServer((request, response) => {
      response.once('close', () => {
        this.#afterResponse();
      });
      if (answerFirst(request, response)) return;
      if (this.#current === undefined) whileEmpty(request, response);
      else this.#current.request(request, response);
    });
    // A save may keep the event loop busy; a client must not find its idle connection closed right after it.
    this.#server.keepAliveTimeout = keepAliveMs;
  }

  get serving(): boolean {
    return this.#current !== undefined;
  }

  /** Whether requests go to this application. */
  serves(application: HotApplication): boolean {
    return this.#current?.isOf(application) === true;
  }

  /** @throws the system's error when the address cannot be had */
  async listen(port: number, host: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen({ port, host }, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  /**
   * From this call on requests go to `next`. The application before it finishes what it has, for at most
   * `drainMs`, and is closed then, not before the first answers of `next`; what is longer (a stream without end) is
   * cut off.
   */
  swap(next: HotApplication, drainMs: number): void {
    const previous = this.#current;
    this.#current = new ServedApplication(next);
    // A listener for upgrades changes how Node treats requests that ask for one: only when somebody wants them.
    this.#server.removeAllListeners('upgrade');
    if (next.server.listenerCount('upgrade') > 0) this.#server.on('upgrade', this.#upgrade);
    if (previous === undefined) return;
    const leaving = new Promise((resolve) => setTimeout(resolve, firstAnswersMs))
      .then(() => previous.leave(drainMs))
      .finally(() => this.#leaving.delete(leaving));
    this.#leaving.add(leaving);
  }

  /** Stops accepting, finishes the requests under way and closes every application. */
  async stop(drainMs: number): Promise<void> {
    this.#stopping = true;
    this.#current?.stopping();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeIdleConnections();
    await Promise.all([this.#current?.leave(drainMs), ...this.#leaving]);
    this.#server.closeAllConnections();
    await closed;
  }

  readonly #upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    this.#current?.upgrade(request, socket, head);
  };

  #afterResponse(): void {
    // The connection counts as idle only after this event.
    if (this.#stopping)
      setImmediate(() => {
        this.#server.closeIdleConnections();
      });
  }
}

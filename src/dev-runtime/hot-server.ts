import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Duplex } from 'node:stream';
import { Connections } from '../http/index.ts';
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
  readonly #connections = new Connections();
  readonly #leaving = new Set<ServedApplication>();
  /** Requests that wait for an application; undefined while none has to. */
  #held: (() => void)[] | undefined;
  #current: ServedApplication | undefined;
  #stopping = false;

  constructor(whileEmpty: WhileEmpty, answerFirst: AnswerFirst = () => false) {
    this.#server = createServer((request, response) => {
      response.once('close', () => {
        this.#afterResponse();
      });
      this.#connections.front(request, response, () => {
        if (answerFirst(request, response)) return;
        const dispatch = (): void => {
          if (this.#current === undefined) whileEmpty(request, response);
          else this.#current.request(request, response);
        };
        if (this.#held === undefined) dispatch();
        else this.#held.push(dispatch);
      });
    });
    // A save may keep the event loop busy; a client must not find its idle connection closed right after it.
    this.#server.keepAliveTimeout = keepAliveMs;
  }

  get serving(): boolean {
    return this.#current !== undefined || this.#held !== undefined;
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
   * `drainMs`, and is closed then, not before the first answers of `next`; what is longer is cut off.
   */
  swap(next: HotApplication, drainMs: number): void {
    const previous = this.#current;
    this.#current = new ServedApplication(next);
    // A listener for upgrades changes how Node treats requests that ask for one: only when the application has listeners of its own.
    this.#server.removeAllListeners('upgrade');
    if (next.server.listenerCount('upgrade') > 0) this.#server.on('upgrade', this.#upgrade);
    this.release();
    if (previous === undefined) return;
    this.#leaving.add(previous);
    setTimeout(() => {
      void this.#end(previous, drainMs);
    }, firstAnswersMs);
  }

  /**
   * Closes the application before there is another, for what only one of them may hold at a time. Requests that come
   * meanwhile wait until `swap` or `release`.
   */
  async vacate(drainMs: number): Promise<void> {
    this.#held ??= [];
    const previous = this.#current;
    this.#current = undefined;
    if (previous !== undefined) this.#leaving.add(previous);
    await this.#allEnded(drainMs);
  }

  /** Requests wait no longer, whether there is an application or not. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const dispatch of held) dispatch();
  }

  /** Stops accepting, finishes the requests under way and closes every application. */
  async stop(drainMs: number): Promise<void> {
    this.#stopping = true;
    this.#connections.announceClose();
    this.#current?.stopping();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeIdleConnections();
    this.release();
    await Promise.all([this.#current?.leave(drainMs), this.#allEnded(drainMs)]);
    this.#server.closeAllConnections();
    await closed;
  }

  async #end(application: ServedApplication, drainMs: number): Promise<void> {
    // Streams without end are told to end: their clients come back to the next one.
    application.stopping();
    await application.leave(drainMs).finally(() => this.#leaving.delete(application));
  }

  async #allEnded(drainMs: number): Promise<void> {
    await Promise.all([...this.#leaving].map((one) => this.#end(one, drainMs)));
  }

  readonly #upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const dispatch = (): void => {
      if (this.#current === undefined) socket.destroy();
      else this.#current.upgrade(request, socket, head);
    };
    if (this.#held === undefined) dispatch();
    else this.#held.push(dispatch);
  };

  #afterResponse(): void {
    // The connection counts as idle only after this event.
    if (this.#stopping)
      setImmediate(() => {
        this.#server.closeIdleConnections();
      });
  }
}

import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type Duplex } from 'node:stream';
import { type HotApplication } from './hot-application.ts';

/** An application with the requests it has not finished yet. */
export class ServedApplication {
  readonly #application: HotApplication;
  /** What ends each connection that is still in use. */
  readonly #open = new Set<() => void>();
  #onIdle: (() => void) | undefined;
  #left: Promise<void> | undefined;

  constructor(application: HotApplication) {
    this.#application = application;
  }

  isOf(application: HotApplication): boolean {
    return this.#application === application;
  }

  request(request: IncomingMessage, response: ServerResponse): void {
    const cut = (): void => {
      request.destroy();
    };
    this.#open.add(cut);
    response.once('close', () => {
      this.#done(cut);
    });
    this.#application.server.emit('request', request, response);
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const cut = (): void => {
      socket.destroy();
    };
    this.#open.add(cut);
    socket.once('close', () => {
      this.#done(cut);
    });
    this.#application.server.emit('upgrade', request, socket, head);
  }

  stopping(): void {
    this.#application.stopping();
  }

  /**
   * Waits for the open requests, cuts off what takes longer than `drainMs`, and closes the application. Called again
   * it waits for the same end, and may hurry it.
   */
  async leave(drainMs: number): Promise<void> {
    const insist = setTimeout(() => {
      for (const cut of this.#open) cut();
    }, drainMs);
    this.#left ??= this.#drained().then(() => this.#application.close());
    await this.#left.finally(() => {
      clearTimeout(insist);
    });
  }

  async #drained(): Promise<void> {
    if (this.#open.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
  }

  #done(cut: () => void): void {
    this.#open.delete(cut);
    if (this.#open.size === 0) this.#onIdle?.();
  }
}

import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type Problem } from '../../../contract/dev-messages.ts';
import { overlayEventsPath, overlayScript, overlayScriptPath } from './overlay-script.ts';

/** Tells browsers what is wrong at the moment. The shell answers, so it works while there is no application, too. */
export class Overlay {
  readonly #listeners = new Set<ServerResponse>();
  readonly #isServing: () => boolean;
  #problems: readonly Problem[] = [];

  constructor(isServing: () => boolean) {
    this.#isServing = isServing;
  }

  /** From now on these are the problems; every open page is told. */
  show(problems: readonly Problem[]): void {
    this.#problems = problems;
    for (const listener of this.#listeners) listener.write(this.#message());
  }

  /** @returns whether the request was one for the overlay, and is answered. */
  answer({ method, url = '' }: IncomingMessage, response: ServerResponse): boolean {
    const [path] = url.split('?');
    if (method !== 'GET') return false;
    if (path === overlayScriptPath) {
      response.writeHead(200, {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'no-store',
      });
      response.end(overlayScript);
      return true;
    }
    if (path !== overlayEventsPath) return false;
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    // The application's process may end at any time; the page tries again soon.
    response.write(`retry: 300\n${this.#message()}`);
    this.#listeners.add(response);
    response.once('close', () => this.#listeners.delete(response));
    return true;
  }

  /** Ends what the open pages listen to: they would keep the server from closing. */
  close(): void {
    for (const listener of this.#listeners) listener.end();
  }

  #message(): string {
    return `data: ${JSON.stringify({ serving: this.#isServing(), problems: this.#problems })}\n\n`;
  }
}

import { IncomingMessage, type Server, ServerResponse } from 'node:http';
import { Duplex } from 'node:stream';

/** A step before the framework, whichever it is: answers by itself, or calls `next`. */
export type Front = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** The same for a request that wants another protocol (a web socket). @returns whether it may. */
export type UpgradeFront = (request: IncomingMessage, socket: Duplex) => boolean;

/**
 * Puts steps before everything that listens to a server, in their order.
 *
 * The events are held up, not the listeners: gateways add theirs later, and a listener for upgrades that is there
 * without need changes what Node does with such requests.
 */
export function putInFront(
  server: Server,
  fronts: readonly Front[],
  upgrades: readonly UpgradeFront[],
): void {
  const emit = server.emit.bind(server);
  const handle = (request: IncomingMessage, response: ServerResponse, at: number): void => {
    const front = fronts[at];
    if (front === undefined) emit('request', request, response);
    else {
      front(request, response, () => {
        handle(request, response, at + 1);
      });
    }
  };
  Object.defineProperty(server, 'emit', {
    configurable: true,
    value: (event: string | symbol, ...args: unknown[]): boolean => {
      const [request, second] = args;
      if (event === 'request' && request instanceof IncomingMessage && isResponse(second)) {
        handle(request, second, 0);
        return true;
      }
      if (event === 'upgrade' && request instanceof IncomingMessage && second instanceof Duplex) {
        if (!upgrades.every((front) => front(request, second))) return true;
      }
      const isHeard: unknown = Reflect.apply(emit, server, [event, ...args]);
      return isHeard === true;
    },
  });
}

function isResponse(value: unknown): value is ServerResponse {
  return value instanceof ServerResponse;
}

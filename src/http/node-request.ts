import { type IncomingMessage } from 'node:http';

/** The request of node:http, which a framework may have wrapped. */
export function nodeRequest(request: IncomingMessage | { readonly raw: IncomingMessage }): IncomingMessage {
  return 'raw' in request ? request.raw : request;
}

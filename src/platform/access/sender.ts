import { type IncomingMessage } from 'node:http';

/** What of a request says who sends it, and from where. */
export interface Sender {
  readonly headers: IncomingMessage['headers'];
  readonly socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
}

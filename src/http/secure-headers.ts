import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';
import { type Front } from './front.ts';

/** Sets helmet's headers. They are the same for every response: helmet is asked once. */
export function secureHeaders(): Front {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  const set = helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } });
  set(response.req, response, () => undefined);
  const headers = response.getHeaderNames().map((name) => [name, String(response.getHeader(name))] as const);
  return (_request, answer, next) => {
    for (const [name, value] of headers) answer.setHeader(name, value);
    next();
  };
}

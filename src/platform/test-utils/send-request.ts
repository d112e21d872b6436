import { type IncomingMessage, request as send } from 'node:http';
import { type PlainRequest } from './plain-requests.ts';

export type PlainAnswer = { readonly status: number } | { readonly failure: string };

/** Long enough for a busy machine; a person would have given up. */
const patienceMs = 5_000;

/**
 * Sends one request on a connection of its own and waits for the status; the body is not read to its end, for a
 * stream may have none.
 */
export function sendRequest(
  origin: string,
  { method, path, body }: PlainRequest,
  headers: Readonly<Record<string, string>> = {},
): Promise<PlainAnswer> {
  return new Promise((resolve) => {
    const request = send(new URL(path, origin), {
      method,
      agent: false,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    });
    const done = (answer: PlainAnswer): void => {
      clearTimeout(impatience);
      request.destroy();
      resolve(answer);
    };
    const impatience = setTimeout(() => {
      done({ failure: `gave no answer within ${patienceMs / 1000} s` });
    }, patienceMs);
    request.once('response', ({ statusCode = 0 }: IncomingMessage) => {
      done({ status: statusCode });
    });
    request.on('error', ({ message }) => {
      done({ failure: `cut the connection (${message})` });
    });
    request.end(body);
  });
}

import { type IncomingMessage, type ServerResponse } from 'node:http';
import { findRefusal, isCrossSite, type OriginPolicy } from '../../http/index.ts';

/**
 * Refuses what the shell would answer by itself when a page of another site asks, or one that reached this machine by
 * a name of its own: what is wrong with the program is for its author only.
 *
 * @returns whether it did
 */
export function refuseForeign(
  request: IncomingMessage,
  response: ServerResponse,
  policy: OriginPolicy,
): boolean {
  const why =
    findRefusal(request, policy) ??
    (isCrossSite(request.headers) ? 'Pages of other sites may not ask this.' : undefined);
  if (why === undefined) return false;
  response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${why}\n`);
  return true;
}

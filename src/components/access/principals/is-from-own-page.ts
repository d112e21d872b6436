import { type IncomingMessage } from 'node:http';
import { isCrossSite } from '@/platform';

const reading: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a browser's request comes from a page that may act for the person in front of it. Reading may come from
 * anywhere: what is read stays invisible to a page of another site. Writing must name an origin, as every browser of
 * today does: the host that was asked, or one that is trusted.
 *
 * @param trustedOrigins such as `https://admin.example.org`, lower case
 */
export function isFromOwnPage(
  request: Pick<IncomingMessage, 'method' | 'headers'>,
  trustedOrigins: readonly string[],
): boolean {
  if (reading.has(request.method)) return true;
  const { origin } = request.headers;
  if (origin === undefined) return request.headers['sec-fetch-site'] === 'same-origin';
  return trustedOrigins.includes(origin.toLowerCase()) || !isCrossSite(request.headers);
}

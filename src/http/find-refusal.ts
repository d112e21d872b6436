import { type IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { type OriginPolicy } from './origin-policy.ts';

type Headers = IncomingMessage['headers'];

const readOnly: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Why a request must not be answered, in a sentence for its sender; undefined when it may be.
 *
 * A page of another site may not write, nor open another protocol. Browsers say where a request comes from:
 * `Sec-Fetch-Site` cannot be forged by a page; without it `Origin` is compared with `Host`. A request without either is
 * no browser's.
 */
export function findRefusal(
  { method, headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  { hosts, trustedOrigins }: OriginPolicy,
): string | undefined {
  const { host } = headers;
  if (hosts !== undefined && host !== undefined && !isAllowed(nameOf(host), hosts)) {
    return `This server is not known as ${JSON.stringify(nameOf(host) ?? host)}. Set ALLOWED_HOSTS if it is.`;
  }
  const isWrite = !readOnly.has(method) || headers.upgrade !== undefined;
  if (isWrite && isCrossSite(headers) && !trustedOrigins.includes(headers.origin ?? '')) {
    return 'A page of another site may not do this. Set TRUSTED_ORIGINS if it may.';
  }
  return undefined;
}

/** Whether the request says that a page of another origin sent it. */
export function isCrossSite({ 'sec-fetch-site': site, origin, host }: Headers): boolean {
  if (typeof site === 'string') return site !== 'same-origin' && site !== 'none';
  if (origin === undefined) return false;
  return URL.canParse(origin) ? new URL(origin).host !== normalHost(host, origin) : true;
}

/** As a URL spells it: lower case, without the port that the origin's scheme implies. */
function normalHost(host: string | undefined, origin: string): string | undefined {
  const url = `${new URL(origin).protocol}//${host ?? ''}`;
  return URL.canParse(url) ? new URL(url).host : undefined;
}

/** The name in a Host header, without port and brackets; undefined when it has none. */
function nameOf(host: string): string | undefined {
  const url = `http://${host}`;
  if (!URL.canParse(url)) return undefined;
  const { hostname, pathname, username, search } = new URL(url);
  if (pathname !== '/' || username !== '' || search !== '') return undefined;
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function isAllowed(name: string | undefined, hosts: readonly string[]): boolean {
  if (name === undefined) return false;
  if (isIP(name) !== 0) return true;
  return hosts.some((host) => (host.startsWith('.') ? name.endsWith(host) : name === host));
}

import { EngineError } from './engine-error.ts';
import { hasUnencodedPart } from './has-unencoded-part.ts';
import { parseTlsOptions, type TlsOptions } from './tls-options.ts';

/**
 * A connection in separate fields. There is deliberately no connection string among them: `pg` prefers a
 * connection string to the `database` beside it, and a "shadow" connection would then be the main database.
 */
export interface ConnectionOptions {
  /** Host name, address, or the folder of a Unix socket when it starts with `/`. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string | undefined;
  readonly database: string;
  /** The PostgreSQL schema of models without `@@schema`. */
  readonly schema: string;
  readonly tls: TlsOptions;
  /** Seconds; 0 waits for ever. */
  readonly connectTimeout: number;
  readonly applicationName: string;
  readonly startupOptions: string | undefined;
}

const DEFAULT_PORT = 5432;
const DEFAULT_CONNECT_TIMEOUT = 5;

/**
 * Reads a PostgreSQL URL as Prisma documents it.
 *
 * @param url `postgresql://user:password@host:port/database?schema=public&sslmode=require…`
 * @param baseDir Where relative certificate paths start.
 * @throws EngineError P1013 with a sentence that never contains the URL or its password.
 */
export function parseConnectionUrl(url: string, baseDir: string): ConnectionOptions {
  const parsed = parseUrl(url);
  const query = parsed.searchParams;
  const host = query.get('host') ?? decode(parsed.hostname.replace(/^\[|\]$/g, ''), 'host');
  const user = decode(parsed.username, 'user name');
  return {
    host: host === '' ? 'localhost' : host,
    port: readPort(query.get('port') ?? parsed.port),
    user: user === '' ? 'postgres' : user,
    password: parsed.password === '' ? undefined : decode(parsed.password, 'password'),
    database: decode(parsed.pathname.replace(/^\//, ''), 'database name') || 'postgres',
    schema: query.get('schema') ?? 'public',
    tls: parseTlsOptions(query, baseDir),
    connectTimeout: readSeconds(query.get('connect_timeout')),
    applicationName: query.get('application_name') ?? 'tessera-schema-engine',
    startupOptions: query.get('options') ?? undefined,
  };
}

/** `host:port`, or the socket's path: what messages call the server. */
export function describeServer(options: ConnectionOptions): string {
  return `${options.host}:${String(options.port)}`;
}

function parseUrl(url: string): URL {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === 'prisma+postgres' || scheme === 'prisma') {
    throw invalid(
      `\`${scheme}://\` URLs belong to Prisma's hosted service, which this offline engine does not speak. Use a \`postgresql://\` URL.`,
    );
  }
  if (scheme !== 'postgresql' && scheme !== 'postgres') {
    throw invalid('the URL must start with the protocol `postgresql://` or `postgres://`.');
  }
  const normal = normaliseAuthority(url);
  if (hasUnencodedPart(url) || !URL.canParse(normal)) {
    throw invalid(
      'it is not a valid URL. Special characters in the user name or password must be percent-encoded (`@` is `%40`, `/` is `%2F`, `#` is `%23`, `:` is `%3A`, `?` is `%3F`, `%` is `%25`).',
    );
  }
  return new URL(normal);
}

/** WHATWG URLs know no empty host beside a user (`postgresql://me@/db?host=/run/postgresql`): give it one. */
function normaliseAuthority(url: string): string {
  return url.replace(/^([a-z]+:\/\/[^/?#]*@)(?=[/?#]|$)/i, '$1localhost');
}

function decode(text: string, what: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid(`the ${what} holds a \`%\` that starts no escape; write it as \`%25\`.`);
  }
}

function readPort(text: string): number {
  if (text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw invalid('invalid port number in database URL.');
}

function readSeconds(text: string | null): number {
  if (text === null) return DEFAULT_CONNECT_TIMEOUT;
  const seconds = Number(text);
  if (text !== '' && Number.isFinite(seconds) && seconds >= 0) return seconds;
  throw invalid('`connect_timeout` must be a number of seconds.');
}

/** P1013 in the native engine's words. */
export function invalid(details: string): EngineError {
  return new EngineError('P1013', `The provided database string is invalid. ${capitalise(details)}`, {
    details,
  });
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

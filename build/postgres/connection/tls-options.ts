import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { type ConnectionOptions as NodeTlsOptions } from 'node:tls';
import { EngineError } from './engine-error.ts';

/**
 * How to encrypt. `prefer` (Prisma's default) tries TLS first and goes on without it when the server has none;
 * `require` does not go on without.
 */
export interface TlsOptions {
  readonly mode: 'disable' | 'prefer' | 'require';
  /** What is given to `pg` when TLS is used. */
  readonly socket: NodeTlsOptions;
}

const MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'];

/**
 * Reads `sslmode`, `sslaccept`, `sslcert`, `sslrootcert`, `sslkey`, `sslidentity` and `sslpassword`.
 * As Prisma documents it `sslcert` alone is the server's (root) certificate; beside an `sslkey` it is, as in
 * libpq, the client's, and the root then comes from `sslrootcert`.
 *
 * @throws EngineError P1013 for an unknown mode, P1011 for a certificate file that cannot be read.
 */
export function parseTlsOptions(query: URLSearchParams, baseDir: string): TlsOptions {
  const sslmode = query.get('sslmode') ?? 'prefer';
  if (!MODES.includes(sslmode)) {
    throw new EngineError(
      'P1013',
      `The provided database string is invalid. \`sslmode=${sslmode}\` is unknown; use one of ${MODES.join(', ')}.`,
      { details: 'sslmode' },
    );
  }
  const read = (name: string): Buffer | undefined => readFile(query.get(name), name, baseDir);
  const key = read('sslkey');
  const certificate = read('sslcert');
  const root = read('sslrootcert') ?? (key ? undefined : certificate);
  const identity = read('sslidentity');
  const verify = query.get('sslaccept') === 'strict' || sslmode.startsWith('verify-');
  const passphrase = query.get('sslpassword');
  return {
    mode: modeOf(sslmode),
    socket: {
      rejectUnauthorized: verify,
      ...(root && { ca: root }),
      ...(key && { key, ...(certificate && { cert: certificate }) }),
      ...(identity && { pfx: identity }),
      ...(passphrase !== null && { passphrase }),
      ...(sslmode === 'verify-ca' && { checkServerIdentity: () => undefined }),
    },
  };
}

function modeOf(sslmode: string): TlsOptions['mode'] {
  if (sslmode === 'disable') return 'disable';
  return sslmode === 'prefer' || sslmode === 'allow' ? 'prefer' : 'require';
}

function readFile(path: string | null, parameter: string, baseDir: string): Buffer | undefined {
  if (path === null || path === '') return undefined;
  const file = isAbsolute(path) ? path : resolve(baseDir, path);
  try {
    return readFileSync(file);
  } catch (error) {
    const reason = String(error).replace(/^Error: /, '');
    const message = `\`${parameter}\` could not be read: ${reason}`;
    throw new EngineError('P1011', `Error opening a TLS connection: ${message}`, { message });
  }
}

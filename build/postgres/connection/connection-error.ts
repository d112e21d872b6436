import { type ConnectionOptions, describeServer } from './connection-options.ts';
import { EngineError } from './engine-error.ts';

/** What errors of `pg` and of Node's sockets carry, each field optional. */
export interface DriverError {
  readonly code?: string;
  readonly message: string;
  readonly severity?: string;
}

const UNREACHABLE = new Set([
  'ENOTFOUND',
  'ECONNREFUSED',
  'ENOENT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'EACCES',
]);
const TLS_CODE =
  /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA|CRL_|ERR_OSSL)/;

/**
 * Names an error of the driver as the native engine does.
 *
 * @param thrown What `pg` threw or emitted.
 * @param target Where the connection went: its host, port, user and database appear in the message.
 */
export function toConnectionError(thrown: unknown, target: ConnectionOptions): EngineError {
  const error = asDriverError(thrown);
  const server = describeServer(target);
  switch (error.code) {
    case '28P01':
      return new EngineError(
        'P1000',
        `Authentication failed against database server, the provided database credentials for \`${target.user}\` are not valid.

Please make sure to provide valid database credentials for the database server at the configured address.`,
        { database_user: target.user },
      );
    case '28000':
    case '42501':
      return new EngineError('P1010', `User was denied access on the database \`${target.database}\``, {
        database_name: target.database,
      });
    case '3D000':
      return new EngineError('P1003', `Database \`${target.database}\` does not exist`, {
        database_name: target.database,
      });
    case '42P04':
      return new EngineError(
        'P1009',
        `Database \`${target.database}\` already exists on the database server`,
        { database_name: target.database },
      );
    case '57P01':
    case '57P02':
    case '08006':
    case 'ECONNRESET':
    case 'EPIPE':
      return connectionClosed();
  }
  if (!isTimeout(error) && isLostConnection(error)) return connectionClosed();
  if (isTlsFailure(error)) {
    return new EngineError('P1011', `Error opening a TLS connection: ${error.message}`, {
      message: error.message,
    });
  }
  if (isTimeout(error) || (error.code !== undefined && UNREACHABLE.has(error.code))) {
    return new EngineError(
      'P1001',
      `Can't reach database server at \`${server}\`

Please make sure your database server is running at \`${server}\`.`,
      { database_location: server },
    );
  }
  if (/^SASL: /.test(error.message)) {
    // No password was given, or it is not text: the server was never asked.
    return toConnectionError({ code: '28P01', message: error.message }, target);
  }
  return new EngineError(undefined, `${error.severity ?? 'ERROR'}: ${error.message}`, { code: error.code });
}

/** P1002: the server answered once, but not in time. */
export function timedOut(context: string): EngineError {
  return new EngineError(
    'P1002',
    `The database server was reached but timed out.

Please try again.

Please make sure your database server is running at the configured address.

Context: ${context}
`,
    { context },
  );
}

/** P1017. */
export function connectionClosed(): EngineError {
  return new EngineError('P1017', 'Server has closed the connection.');
}

/** `pg` has no class for a connection that ends under a query; these are its words for it. */
export function isLostConnection(error: DriverError): boolean {
  return (
    /^(Connection terminated|Client has encountered a connection error|Client was closed|Connection ended)/.test(
      error.message,
    ) || ['57P01', '57P02', '08006', 'ECONNRESET', 'EPIPE'].includes(error.code ?? '')
  );
}

/** True when the server has no TLS at all, the one case in which `sslmode=prefer` may go on without. */
export function isTlsUnsupported(thrown: unknown): boolean {
  return asDriverError(thrown).message === 'The server does not support SSL connections';
}

export function asDriverError(thrown: unknown): DriverError {
  if (thrown instanceof AggregateError && thrown.errors.length > 0) {
    return asDriverError(thrown.errors[0]);
  }
  if (typeof thrown !== 'object' || thrown === null) return { message: String(thrown) };
  const read = (name: string): string | undefined => {
    const value: unknown = Reflect.get(thrown, name);
    return typeof value === 'string' ? value : undefined;
  };
  const code = read('code');
  const severity = read('severity');
  return {
    message: read('message') ?? 'unknown error',
    ...(code !== undefined && { code }),
    ...(severity !== undefined && { severity }),
  };
}

function isTimeout(error: DriverError): boolean {
  return (
    error.code === 'ETIMEDOUT' ||
    /timeout expired|timeout exceeded|due to connection timeout/.test(error.message)
  );
}

function isTlsFailure(error: DriverError): boolean {
  return (
    TLS_CODE.test(error.code ?? '') ||
    /^(The server does not support SSL|There was an error establishing an SSL)/.test(error.message)
  );
}

import { PrismaPg } from '@prisma/adapter-pg';
import { ConnectionPool } from './connection-pool.ts';
import { type DatabaseOptions } from './database-options.ts';

/**
 * The driver under the Prisma client: one node-postgres pool, closed when the client disconnects.
 *
 * @param onPoolError called when an idle connection breaks; the pool replaces it by itself.
 */
export function createAdapter(options: DatabaseOptions, onPoolError: (error: Error) => void): PrismaPg {
  const milliseconds = (seconds: number) => Math.round(seconds * 1000);
  const pool = new ConnectionPool({
    connectionString: options.url,
    application_name: 'tessera',
    max: options.poolMax,
    connectionTimeoutMillis: milliseconds(options.poolTimeout),
    idleTimeoutMillis: milliseconds(options.poolIdleTimeout),
    // An explicit 0 would override the role's own setting.
    ...(options.statementTimeout > 0 && { statement_timeout: milliseconds(options.statementTimeout) }),
    keepAlive: true,
  });
  return new PrismaPg(pool, {
    disposeExternalPool: true,
    onPoolError,
    ...(options.schema !== undefined && { schema: options.schema }),
  });
}

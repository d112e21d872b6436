import { PrismaPg } from '@prisma/adapter-pg';
import { type ConnectionPool } from './connection-pool.ts';
import { type DatabaseOptions } from './database-options.ts';

/**
 * The driver under the Prisma client. The pool is not its own: it stays open when the client disconnects.
 *
 * @param onPoolError called when an idle connection breaks; the pool replaces it by itself.
 */
export function createAdapter(
  pool: ConnectionPool,
  { schema }: Pick<DatabaseOptions, 'schema'>,
  onPoolError: (error: Error) => void,
): PrismaPg {
  return new PrismaPg(pool, {
    disposeExternalPool: false,
    onPoolError,
    ...(schema !== undefined && { schema }),
  });
}

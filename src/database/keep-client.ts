import { isDeepStrictEqual } from 'node:util';
import { type HotState, newestSchema } from '../dev-runtime/index.ts';
import { ConnectionPool } from './connection-pool.ts';
import { type DatabaseOptions } from './database-options.ts';
import { RootClient } from './root-client.ts';

/** A client with what it was made from. An edit of the client's own code makes this another class, too. */
class KeptClient {
  readonly pool: ConnectionPool;
  readonly client: RootClient;
  readonly schema = newestSchema();

  constructor(options: DatabaseOptions, pool: ConnectionPool) {
    this.pool = pool;
    this.client = new RootClient(options, pool);
  }
}

/**
 * The client of this application. Over a hot swap it goes on until the schema or this room changes; the pool under it
 * goes on even then. So a save opens no connection.
 */
export function keepClient(hot: HotState, options: DatabaseOptions): RootClient {
  const pool = hot.keep('database/pool', {
    create: () => new ConnectionPool(options),
    matches: (value): value is ConnectionPool =>
      value instanceof ConnectionPool && !value.ended && isDeepStrictEqual(value.settings, options),
    dispose: (unused) => unused.end(),
  });
  const kept = hot.keep('database/client', {
    create: () => new KeptClient(options, pool),
    matches: (value): value is KeptClient =>
      value instanceof KeptClient && value.pool === pool && value.schema === newestSchema(),
    dispose: ({ client }) => client.$disconnect(),
  });
  return kept.client;
}

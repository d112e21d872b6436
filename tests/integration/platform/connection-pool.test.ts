import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConnectionPool } from '../../../src/database/connection-pool.ts';
import { type DatabaseOptions, readDatabaseOptions } from '../../../src/database/database-options.ts';
import { RootClient } from '../../../src/database/root-client.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/database/test-utils/index.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../../support/database-proxy.ts';

describe('the connection pool', () => {
  let database: TestDatabase;
  let proxy: DatabaseProxy;
  let options: DatabaseOptions;
  let pool: ConnectionPool;
  beforeEach(async () => {
    database = await createTestDatabase();
    proxy = await startDatabaseProxy(database.url);
    options = readDatabaseOptions({ DATABASE_URL: proxy.url, DATABASE_CONNECT_TIMEOUT: '0' });
    pool = new ConnectionPool(options);
  });
  afterEach(async () => {
    await pool.end();
    await proxy.close();
    await database.drop();
  });

  it('lets a client that takes it over start while the database is away', async () => {
    const first = new RootClient(options, pool);
    await first.onModuleInit();
    proxy.takeDown();
    const second = new RootClient(options, pool);
    await second.onModuleInit();
    await expect(second.ping()).rejects.toThrow();
    proxy.bringUp();
    await second.ping();
    await Promise.all([first.$disconnect(), second.$disconnect()]);
  });

  it('refuses the start of the first client while the database is away', async () => {
    proxy.takeDown();
    await expect(new RootClient(options, pool).onModuleInit()).rejects.toThrow('could not be reached');
  });

  it('outlives connections that the server ends while no client uses it', async () => {
    const client = new RootClient(options, pool);
    await client.onModuleInit();
    await client.$disconnect();
    expect(pool.idleCount).toBe(1);
    // Not events.once(), which listens for errors, too.
    const removed = new Promise((resolve) => pool.once('remove', resolve));
    await database.drop();
    await removed;
    expect(pool.totalCount).toBe(0);
  });
});

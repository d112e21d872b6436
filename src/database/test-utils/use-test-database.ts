import { afterAll, beforeAll } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from './create-test-database.ts';

/**
 * Gives the tests around the call a database of their own, made before the first and dropped after the last.
 *
 * @example
 * const database = useTestDatabase();
 * it('is empty', async () => { await check(database.url); });
 */
export function useTestDatabase(): Pick<TestDatabase, 'url' | 'name'> {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database?.drop();
  });
  const made = (): TestDatabase => {
    if (database === undefined) throw new Error('The test database exists inside tests and hooks only.');
    return database;
  };
  return {
    get url() {
      return made().url;
    },
    get name() {
      return made().name;
    },
  };
}

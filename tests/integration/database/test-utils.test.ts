import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, useTestDatabase } from '../../../src/database/test-utils/index.ts';

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('a test database', () => {
  const database = useTestDatabase();

  it('has every committed migration, as Prisma books them', async () => {
    const rows = await ask(database.url, 'SELECT migration_name FROM "_prisma_migrations" ORDER BY 1');

    expect(rows).toContainEqual({ migration_name: '20261121100000_demo' });
    expect(await ask(database.url, 'SELECT * FROM "DemoUser"')).toEqual([]);
  });

  it('is nobody else’s', async () => {
    const other = await createTestDatabase();
    await ask(other.url, 'CREATE TABLE mine (id int)');

    expect(other.name).not.toBe(database.name);
    await expect(ask(database.url, 'SELECT * FROM mine')).rejects.toThrow('"mine" does not exist');
    await other.drop();
  });

  it('is gone after drop, even with somebody connected', async () => {
    const other = await createTestDatabase();
    const client = new Client(other.url);
    const ended = new Promise((resolve) => client.on('error', resolve));
    await client.connect();

    await other.drop();

    await ended;
    await expect(ask(other.url, 'SELECT 1')).rejects.toThrow('does not exist');
  });
});

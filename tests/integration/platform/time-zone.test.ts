import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ConnectionPool } from '../../../src/database/connection-pool.ts';
import { createAdapter } from '../../../src/database/create-adapter.ts';
import { readDatabaseOptions } from '../../../src/database/database-options.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/database/test-utils/index.ts';
import { PrismaClient } from '../../../src/generated/prisma/client.ts';

let database: TestDatabase;
let other: Client;
beforeEach(async () => {
  database = await createTestDatabase();
  other = new Client(database.url);
  await other.connect();
  await other.query(`ALTER DATABASE "${database.name}" SET timezone = 'Asia/Kolkata'`);
});
afterEach(async () => {
  await other.end();
  await database.drop();
});

it('writes and reads the same moments as other programs where the server is not in UTC', async () => {
  const pool = new ConnectionPool(readDatabaseOptions({ DATABASE_URL: database.url }));
  const prisma = new PrismaClient({ adapter: createAdapter(pool, {}, () => undefined) });
  try {
    const moment = new Date('2024-02-29T23:59:59.123Z');
    await prisma.tenant.create({ data: { slug: 'ours', name: 'Ours', createdAt: moment } });
    const { rows } = await other.query<{ createdAt: Date }>('SELECT "createdAt" FROM tenants');
    expect(rows).toEqual([{ createdAt: moment }]);
    await other.query('UPDATE tenants SET "createdAt" = $1', ['2024-03-01T05:29:59.123+05:30']);
    expect(await prisma.tenant.findFirst({ select: { createdAt: true } })).toEqual({ createdAt: moment });
  } finally {
    await prisma.$disconnect();
    await pool.end();
  }
});

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { parseConnectionUrl } from '../../../build/postgres/connection/connection-options.ts';
import { withSession } from '../../../build/postgres/connection/with-session.ts';
import { ConnectionPool } from '../../../src/database/connection-pool.ts';
import { readDatabaseOptions } from '../../../src/database/database-options.ts';
import { RootClient } from '../../../src/database/root-client.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/database/test-utils/index.ts';

const acme = '00000000-0000-4000-8000-000000000001';
const globex = '00000000-0000-4000-8000-000000000002';

describe('the pattern of the page on row-level security', () => {
  let database: TestDatabase;
  const role = `app_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  let owner: Client;
  let url: string;
  let pool: ConnectionPool;
  let prisma: RootClient;

  beforeAll(async () => {
    const page = await readFile('docs/maintainers/row-level-security.md', 'utf8');
    const [, policy = ''] = /```sql\n(.*?)```/s.exec(page) ?? [];
    database = await createTestDatabase();
    owner = new Client(database.url);
    await owner.connect();
    await owner.query('CREATE TABLE "Note" (id int PRIMARY KEY, "tenantId" uuid NOT NULL)');
    await owner.query(policy);
    await owner.query(`INSERT INTO "Note" VALUES (1, '${acme}'), (2, '${globex}')`);
    await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'`);
    await owner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON "Note" TO ${role}`);
    url = Object.assign(new URL(database.url), { username: role, password }).href;
    // One connection: whatever a transaction leaves behind meets the next.
    const options = readDatabaseOptions({ DATABASE_URL: url, DATABASE_POOL_MAX: '1' });
    pool = new ConnectionPool(options);
    prisma = new RootClient(options, pool);
  });
  afterAll(async () => {
    await prisma.$disconnect();
    await pool.end();
    await owner.query(`DROP OWNED BY ${role}`);
    await owner.query(`DROP ROLE ${role}`);
    await owner.end();
    await database.drop();
  });

  const ids = (rows: readonly { id: number }[]) => rows.map(({ id }) => id);
  const as = <Result>(
    tenant: string,
    work: (tx: Pick<RootClient, '$queryRaw' | '$executeRaw'>) => Promise<Result>,
  ) =>
    prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('app.tenant_id', ${tenant}, true)`;
      return work(tx);
    });
  const all = (client: Pick<RootClient, '$queryRaw'>) =>
    client.$queryRaw<{ id: number }[]>`SELECT id FROM "Note" ORDER BY id`;

  it('shows a tenant its own rows, and nothing where none is said, before and after', async () => {
    expect(await all(prisma)).toEqual([]);
    expect(ids(await as(acme, all))).toEqual([1]);
    expect(ids(await as(globex, all))).toEqual([2]);
    expect(await all(prisma)).toEqual([]);
  });

  it('neither changes nor takes rows of another tenant', async () => {
    expect(await as(acme, (tx) => tx.$executeRaw`DELETE FROM "Note" WHERE id = 2`)).toBe(0);
    const foreign = as(acme, (tx) => tx.$executeRaw`INSERT INTO "Note" VALUES (3, ${globex}::uuid)`);
    await expect(foreign).rejects.toThrow('row-level security');
  });

  it('makes a command fail whose role policies hold for, where it would pass over every row', async () => {
    const target = parseConnectionUrl(url, process.cwd());
    const update = withSession(target, ({ pool }) => pool.query('UPDATE "Note" SET id = id + 10'));
    await expect(update).rejects.toThrow('row-level security policy');
  });

  it('hides nothing from a role that bypasses policies, so that migrations see every row', async () => {
    const { rows } = await owner.query<{ id: number }>('SELECT id FROM "Note" ORDER BY id');
    expect(ids(rows)).toEqual([1, 2]);
  });
});

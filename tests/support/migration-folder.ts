import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '@/database/test-utils';
import { describeEntry, readCatalog } from '../../build/migrate/rollback/read-catalog.ts';
import { applyMigrations } from '../../build/schema-engine/apply-migrations.ts';
import { parseConnectionUrl } from '../../build/schema-engine/connection-options.ts';
import { listPendingMigrations } from '../../build/schema-engine/list-pending-migrations.ts';
import { closeSession, openSession } from '../../build/schema-engine/open-session.ts';
import { query } from '../integration/schema-engine/prisma-project.ts';

/** What Prisma wrote down about a migration. */
interface MigrationRow {
  readonly name: string;
  readonly finished: boolean;
  readonly rolledBack: boolean;
}

/** A migrations folder of its own, and an empty database for it. */
export async function createMigrationFolder() {
  const dir = await mkdtemp(join(tmpdir(), 'tessera-migrations-'));
  const { url, drop } = await createTestDatabase();
  const seen = new Map<string, unknown>();
  const empty = async (): Promise<void> => {
    await query(url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  };
  await empty();
  await writeFile(join(dir, 'migration_lock.toml'), 'provider = "postgresql"\n');

  /** What `prisma migrate status` says: made from the record and the folder, so asked once for each of them. */
  async function status(records: readonly MigrationRow[]): Promise<unknown> {
    const key = JSON.stringify([records, await readdir(dir)]);
    if (!seen.has(key)) seen.set(key, await listPendingMigrations({ url }, dir));
    return seen.get(key);
  }

  return {
    dir,
    url,
    /** An empty database, as before the first deploy. */
    empty,
    write: async (name: string, sql: string, down?: string): Promise<void> => {
      await mkdir(join(dir, name), { recursive: true });
      await writeFile(join(dir, name, 'migration.sql'), sql);
      if (down !== undefined) await writeFile(join(dir, name, 'down.sql'), down);
    },
    readDown: (name: string): Promise<string> => readFile(join(dir, name, 'down.sql'), 'utf8'),
    deploy: (at = url): Promise<readonly string[]> => applyMigrations({ url: at }, dir),
    query: <Row extends object>(sql: string): Promise<Row[]> => query<Row>(url, sql),
    records: (): Promise<MigrationRow[]> => readRecords(url),
    /** All that counts: the schema, the rows of one table, what is recorded, and what `migrate status` says. */
    look: async (table?: string): Promise<unknown> => {
      const session = await openSession(parseConnectionUrl(url, dir));
      try {
        const schema = (await readCatalog(session)).map(describeEntry);
        const isThere = schema.some((line) => line.startsWith(`table public."${table ?? ''}"`));
        const rows = isThere
          ? (await session.pool.query(`SELECT * FROM "${String(table)}" ORDER BY 1`)).rows
          : [];
        const records = await readRecords(url);
        return { schema, rows, status: await status(records) };
      } finally {
        await closeSession(session);
      }
    },
    remove: async (): Promise<void> => {
      await drop();
      await rm(dir, { recursive: true });
    },
  };
}

export type MigrationFolder = Awaited<ReturnType<typeof createMigrationFolder>>;

async function readRecords(url: string): Promise<MigrationRow[]> {
  const [table] = await query<{ there: boolean }>(
    url,
    `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there`,
  );
  if (table?.there !== true) return [];
  return query<MigrationRow & Record<string, unknown>>(
    url,
    `SELECT migration_name AS name, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS "rolledBack"
     FROM _prisma_migrations ORDER BY started_at`,
  );
}

import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createTestDatabase } from '@/database/test-utils';
import { describeEntry, readCatalog } from '../../build/use-cases/migrate/rollback/read-catalog.ts';
import { applyMigrations } from '../../build/prisma-engine/apply-migrations.ts';
import { listPendingMigrations } from '../../build/prisma-engine/list-pending-migrations.ts';
import { bookkeeping } from '../../build/shells/jest/migrate-database.ts';
import { keepConnections } from './kept-connections.ts';
import { emptyDatabase } from './empty-database.ts';

const note = 'model Note {\n  id   Int     @id\n  text String?\n\n  @@index([text], map: "n")\n}\n';

/** What Prisma wrote down about a migration. */
interface MigrationRow {
  readonly name: string;
  readonly finished: boolean;
  readonly rolledBack: boolean;
}

/** All that counts in a database. */
interface DatabaseLook {
  readonly schema: readonly string[];
  readonly rows: readonly unknown[];
  readonly status: unknown;
}

/** A project with migrations, one component `notes` with a model `Note`, and an empty database for it. */
export async function createMigrationFolder() {
  const projectDir = await mkdtemp(join(tmpdir(), 'tessera-migrations-'));
  const dir = join(projectDir, 'prisma/migrations');
  await mkdir(dir, { recursive: true });
  await mkdir(join(projectDir, 'src/components/notes/prisma'), { recursive: true });
  await writeFile(join(projectDir, 'src/components/notes/prisma/schema.prisma'), note);
  const { url, drop } = await createTestDatabase();
  const { pool, query, close } = keepConnections(url);
  const seen = new Map<string, unknown>();
  const empty = async (): Promise<void> => {
    await query(emptyDatabase);
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
    projectDir,
    dir,
    url,
    /** An empty database, as before the first deploy. */
    empty,
    write: async (name: string, sql: string, down?: string): Promise<void> => {
      await mkdir(join(dir, name), { recursive: true });
      await writeFile(join(dir, name, 'migration.sql'), sql);
      if (down !== undefined) await writeFile(join(dir, name, 'down.sql'), down);
    },
    delete: (name: string): Promise<void> => rm(join(dir, name), { recursive: true }),
    copyFrom: (migrations: string): Promise<void> => cp(migrations, dir, { recursive: true }),
    pending: async (): Promise<readonly string[]> => (await listPendingMigrations({ url }, dir)).pending,
    /** Takes Prisma's lock as another process does; `release` lets go. */
    lock: async () => {
      const holder = new pg.Client(url);
      await holder.connect();
      await holder.query('SELECT pg_advisory_lock(72707369)');
      return {
        /** Resolves when so many others wait for it. */
        untilWaited: async (count = 1): Promise<void> => {
          const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 72707369 AND NOT granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
          while ((await query(waiting)).length < count) await new Promise((done) => setTimeout(done, 5));
        },
        release: (): Promise<void> => holder.end(),
      };
    },
    deploy: (at = url): Promise<readonly string[]> => applyMigrations({ url: at }, dir),
    /** What a deploy does to an empty database, for tests that need it very often. */
    deployedAsScript: async (): Promise<string> => {
      const names = (await readdir(dir)).filter((name) => !name.endsWith('.toml')).sort();
      const rows = await Promise.all(
        names.map(async (name) => {
          const sql = await readFile(join(dir, name, 'migration.sql'));
          const checksum = createHash('sha256').update(sql).digest('hex');
          return `${sql.toString()};\nINSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at) VALUES ('${name}', '${checksum}', '${name}', clock_timestamp(), clock_timestamp());\n`;
        }),
      );
      return `${bookkeeping};\n${rows.join('')}`;
    },
    query,
    records: (): Promise<MigrationRow[]> => readRecords(query),
    /** All that counts: the schema, the rows of one table, what is recorded, and what `migrate status` says. */
    look: async (table?: string): Promise<DatabaseLook> => {
      const schema = (await readCatalog({ pool })).map(describeEntry);
      const isThere = schema.some((line) => line.startsWith(`table public."${table ?? ''}"`));
      const rows = isThere ? await query(`SELECT * FROM "${String(table)}" ORDER BY 1`) : [];
      const records = await readRecords(query);
      return { schema, rows, status: await status(records) };
    },
    remove: async (): Promise<void> => {
      await close();
      await drop();
      await rm(projectDir, { recursive: true });
    },
  };
}

export type MigrationFolder = Awaited<ReturnType<typeof createMigrationFolder>>;

type Query = ReturnType<typeof keepConnections>['query'];

async function readRecords(query: Query): Promise<MigrationRow[]> {
  const [table] = await query<{ there: boolean }>(
    `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there`,
  );
  if (table?.there !== true) return [];
  return query<MigrationRow & Record<string, unknown>>(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS "rolledBack"
     FROM _prisma_migrations ORDER BY started_at`,
  );
}

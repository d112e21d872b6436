import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { parseConnectionUrl } from '../../../build/postgres/connection/connection-options.ts';
import { countAllRows } from '../../../build/use-cases/lifecycle/upgrade/count-all-rows.ts';
import { createLifecycleProject, type LifecycleProject } from './lifecycle-project.ts';
import { runRestoreScript } from './run-restore-script.ts';

let shop: LifecycleProject;
afterEach(() => shop.close());

const files = {
  'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n',
  'src/components/meter/prisma/schema.prisma': `model Reading {
  id    Int
  at    DateTime @db.Date
  value Int

  @@id([id, at])
  @@index([value])
}
`,
  'prisma/migrations/20260101000001_by_hand/migration.sql': `CREATE TABLE "Reading" (
  "id" INTEGER NOT NULL, "at" DATE NOT NULL, "value" INTEGER NOT NULL, CONSTRAINT "Reading_pkey" PRIMARY KEY ("id", "at")
) PARTITION BY RANGE ("at");
CREATE INDEX "Reading_value_idx" ON "Reading"("value");
`,
  'prisma/migrations/20260101000002_parts/migration.sql': `CREATE TABLE "Reading_2026" PARTITION OF "Reading" FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY HASH ("id");
CREATE TABLE "Reading_2026_0" PARTITION OF "Reading_2026" FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE "Reading_2026_1" PARTITION OF "Reading_2026" FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE "Reading_rest" PARTITION OF "Reading" DEFAULT;
CREATE TEMP TABLE "t" ON COMMIT DROP AS SELECT * FROM "Reading";
`,
};

it('retires, counts, backs up, drops and brings back a table with its partitions', async () => {
  shop = createLifecycleProject(files);
  expect(await shop.migrate('nothing')).toBe('');
  await shop.query(`INSERT INTO "Reading" SELECT n, '2026-05-01', n FROM generate_series(1, 10) n;
    INSERT INTO "Reading" VALUES (1, '2031-01-01', 7)`);
  const everything = await shop.tables();
  const parts = await shop.query(partitions);
  expect(everything).toEqual(['Reading', 'Reading_2026', 'Reading_2026_0', 'Reading_2026_1', 'Reading_rest']);
  expect([...(await countAllRows(parseConnectionUrl(shop.url, shop.dir)))]).toEqual([['public.Reading', 11]]);
  expect(await shop.tessera('migrate', 'record')).toMatchObject({ exitCode: 0 });
  for (const id of shop.migrations().map((file) => file.replace('/migration.sql', ''))) {
    const owners = JSON.parse(shop.read(`prisma/migrations/${id}/migration.owners.json`)) as unknown;
    expect(owners).toMatchObject({ components: { meter: '0.0.0' } });
  }

  const dev = await shop.prisma('migrate', 'dev', '--name', 'none');
  expect(dev).toMatchObject({ code: 0, stdout: expect.stringContaining('Already in sync') });

  expect(await shop.tessera('component', 'retire', 'meter')).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await shop.migrate('nothing more')).toBe('');
  const purged = await shop.tessera('component', 'purge', 'meter', '--confirm', 'meter');
  expect(purged).toMatchObject({ exitCode: 0, stderr: '' });
  expect(purged.stdout).toContain('backup of 11 rows');
  expect(await shop.deploy()).toEqual([expect.stringMatching(/_purge_meter$/)]);
  expect(await shop.tables()).toEqual([]);
  expect(await shop.migrate('nothing at all')).toBe('');

  const backups = join(shop.dir, '.tessera/backups');
  await runRestoreScript(join(backups, String(readdirSync(backups)[0])), shop.url);
  expect(await shop.tables()).toEqual(everything);
  expect(await shop.query(partitions)).toEqual(parts);
  expect(parts).toContainEqual({ name: '"Reading_2026_0"', rows: expect.any(Number) });
});

const partitions = `SELECT c.oid::regclass::text AS name,
    (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %s', c.oid::regclass), false, true, '')))[1]::text::int AS rows
  FROM pg_class c WHERE c.relispartition AND c.relkind = 'r' ORDER BY 1`;

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { projectOptionsSchema } from '../../../../../build/config/project-config.ts';
import { diskFiles } from '../../../../../build/files/disk-files.ts';
import { type LockEntry } from '../../../../../build/pipeline/lock/lock-file.ts';
import { findOrphans } from '../../../../../build/use-cases/migrate/find-orphans.ts';
import { readPartitionNames } from '../../../../../build/postgres/history/partition-names.ts';
import { serverUrl } from '../../../../integration/schema-engine/prisma-project.ts';
import { createTempProject, type TempProject } from '../../../../support/temp-project.ts';

let project: TempProject;
beforeEach(() => {
  project = createTempProject({
    'prisma/migrations/1_first/migration.sql':
      'CREATE TYPE "Kind" AS ENUM (\'A\'); CREATE TABLE "Deal" (); CREATE TABLE "User" ("id" INT PRIMARY KEY); CREATE TABLE "Old" ();',
    'prisma/migrations/2_second/migration.sql': 'DROP TABLE "Old";',
  });
});
afterEach(() => {
  project.dispose();
});

const datasource = 'datasource db {\n  provider = "postgresql"\n}\n';

async function orphans(
  tables: string[],
  { env = {}, models = 'model User {\n  id Int @id\n}\n' }: { env?: NodeJS.ProcessEnv; models?: string } = {},
) {
  const config = { ...projectOptionsSchema.parse({}), projectDir: project.dir };
  const entry: LockEntry = { state: 'enabled', version: '1.0.0', hash: '', tables, enums: [] };
  const schema = [{ path: '/schema.prisma', text: datasource + models }];
  const partitions = await readPartitionNames(config, diskFiles);
  const found = await findOrphans(
    { config, lock: new Map([['crm', entry]]), schema, partitions },
    diskFiles,
    {
      TEST_DATABASE_URL: serverUrl(),
      ...env,
    },
  );
  return found.map(({ code, message }) => `${code}: ${message}`);
}

describe('findOrphans', () => {
  it('names what the migrations made, nobody knows, and Prisma would drop', async () => {
    expect(await orphans(['User'])).toEqual([
      'MIGRATION.ORPHAN: A migration made "Deal", and no component declares it or has it in components.lock.json: going on would drop it.',
      'MIGRATION.ORPHAN: A migration made "Kind", and no component declares it or has it in components.lock.json: going on would drop it.',
    ]);
  });

  it('lets go of what is named for this one call', async () => {
    expect(await orphans(['User'], { env: { TESSERA_ALLOW_DROP: 'Kind, Deal' } })).toEqual([]);
  });

  it('leaves alone what Prisma does not look at: partitions and temporary tables', async () => {
    project.write(
      'prisma/migrations/3_more/migration.sql',
      `DROP TABLE "Deal"; DROP TYPE "Kind";
       CREATE TABLE "Reading" ("id" INT NOT NULL, "at" DATE NOT NULL, PRIMARY KEY ("id", "at")) PARTITION BY RANGE ("at");
       CREATE TABLE "Reading_2026" PARTITION OF "Reading" FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY LIST ("id");
       CREATE TABLE "Reading_2026_1" PARTITION OF "Reading_2026" FOR VALUES IN (1);
       CREATE TABLE "Reading_2027" (LIKE "Reading");
       ALTER TABLE "Reading" ATTACH PARTITION "Reading_2027" FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
       CREATE TEMP TABLE "t" ON COMMIT DROP AS SELECT * FROM "Reading";
       SELECT * INTO TEMPORARY "u" FROM "Reading";`,
    );
    const models =
      'model User {\n  id Int @id\n}\nmodel Reading {\n  id Int\n  at DateTime @db.Date\n  @@id([id, at])\n}\n';
    expect(await orphans(['User', 'Reading'], { models })).toEqual([]);
    project.write(
      'prisma/migrations/4_detach/migration.sql',
      'ALTER TABLE "Reading" DETACH PARTITION "Reading_2027";',
    );
    expect(await orphans(['User', 'Reading'], { models })).toEqual([
      expect.stringContaining('A migration made "Reading_2027"'),
    ]);
  });

  it('refuses when the history cannot be replayed, and when there is no server to do it on', async () => {
    const unreachable = 'postgresql://nobody@127.0.0.1:1/none';
    expect(await orphans(['User'], { env: { TEST_DATABASE_URL: unreachable } })).toEqual([
      expect.stringMatching(/^MIGRATION\.ORPHAN: .*"Deal".* is not known \(/),
      expect.stringMatching(/^MIGRATION\.ORPHAN: .*"Kind".* is not known \(/),
    ]);
    project.write('prisma/migrations/3_bad/migration.sql', 'DROP TABLE "Nobody";');
    expect(await orphans(['User'])).toEqual([expect.stringMatching(/^MIGRATION\.FAILS: /)]);
  });
});

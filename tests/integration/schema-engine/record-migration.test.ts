import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { diffSchemas } from '../../../build/prisma-engine/diff-schemas.ts';
import { createMigrationFolder, type MigrationFolder } from '../../support/migration-folder.ts';

let folder: MigrationFolder;
beforeEach(async () => {
  folder = await createMigrationFolder();
});
afterEach(async () => {
  await folder.remove();
});

const done = (name: string) => ({ name, finished: true, rolledBack: false });
const failed = (name: string) => ({ name, finished: false, rolledBack: false });
async function untilRows(sql: string): Promise<void> {
  while ((await folder.query(sql)).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a migration and its record', () => {
  it('are one transaction: others see both or neither', async () => {
    await folder.write('1_a', 'CREATE TABLE "A" ("id" INTEGER);\nSELECT pg_advisory_xact_lock(42);');
    const holder = new pg.Client(folder.url);
    await holder.connect();
    await holder.query('SELECT pg_advisory_lock(42)');
    const deploy = folder.deploy();
    await untilRows(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 42 AND NOT granted`);
    expect(await folder.records()).toEqual([]);
    await holder.end();
    await deploy;
    expect(await folder.records()).toEqual([done('1_a')]);
  });

  it('keep the line of an error where the author wrote it, and the failure on record', async () => {
    await folder.write('1_ä', 'CREATE TABLE "A" ("id" INTEGER);\n\nCREATE TABLE "B" ("id" INTEGERR);\n');
    const error: unknown = await folder.deploy().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'P3018', message: expect.stringMatching(/3\S* CREATE TABLE "B"/) });
    expect(await folder.records()).toEqual([failed('1_ä')]);
    expect(await folder.look()).toMatchObject({ schema: expect.not.arrayContaining(['table']) });
    await expect(folder.deploy()).rejects.toMatchObject({ code: 'P3009' });
  });

  it('go apart where PostgreSQL allows no transaction', async () => {
    await folder.write('1_a', 'CREATE TABLE "A" ("id" INTEGER);');
    await folder.write('2_index', 'CREATE INDEX CONCURRENTLY "a" ON "A" ("id");');
    expect(await folder.deploy()).toEqual(['1_a', '2_index']);
    expect(await folder.records()).toEqual([done('1_a'), done('2_index')]);
  });

  it('go through statements that need to be outside of transactions, however many, in the database and in replays', async () => {
    const sql = `CREATE TABLE "B" ("id" INTEGER);
CREATE INDEX CONCURRENTLY "b" ON "B" ("id");
CREATE INDEX CONCURRENTLY "a" ON "A" ("id"); -- two; of them
INSERT INTO "A" VALUES (1); INSERT INTO "B" VALUES (1);
DROP INDEX CONCURRENTLY "b";`;
    await folder.write('1_a', 'CREATE TABLE "A" ("id" INTEGER);');
    await folder.write('2_index', sql);
    expect(await folder.deploy()).toEqual(['1_a', '2_index']);
    expect(await folder.records()).toEqual([done('1_a'), done('2_index')]);
    expect(
      await folder.query(
        `SELECT indexrelid::regclass::text AS name, indisvalid FROM pg_index WHERE indrelid IN ('"A"'::regclass, '"B"'::regclass)`,
      ),
    ).toEqual([{ name: 'a', indisvalid: true }]);
    const files = [['/schema.prisma', 'datasource db {\n  provider = "postgresql"\n}\n']] as const;
    const { text } = await diffSchemas(
      { kind: 'migrations', dir: folder.dir },
      { kind: 'files', files },
      { target: { url: folder.url } },
    );
    expect(text).toContain('DROP TABLE "B"');
  });

  it('keep the line of an error in a later piece, and the failure on record', async () => {
    await folder.write('1_a', 'CREATE TABLE "A" ("id" INTEGER);');
    await folder.write(
      '2_index',
      'CREATE INDEX CONCURRENTLY "ä" ON "A" ("id");\n\nSELECT 1;\nSELECT "none" FROM "A";',
    );
    const error: unknown = await folder.deploy().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'P3018', message: expect.stringMatching(/4\S* SELECT "none"/) });
    expect(await folder.records()).toEqual([done('1_a'), failed('2_index')]);
  });

  it('leave nothing of an interrupted build of indexes that is in the way of the next try', async () => {
    await folder.write('1_a', 'CREATE TABLE "A" ("id" INTEGER);');
    await folder.deploy();
    const build = (name: string) =>
      `DROP INDEX IF EXISTS "${name}";\nCREATE INDEX CONCURRENTLY "${name}" ON "A" ("id");\n`;
    await folder.write('2_index', build('a') + build('b'));
    const writer = new pg.Client(folder.url);
    await writer.connect();
    await writer.query('BEGIN; INSERT INTO "A" VALUES (1)');
    const deploy = folder.deploy().catch((thrown: unknown) => thrown);
    const building = `FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'CREATE INDEX CONCURRENTLY%' AND wait_event_type = 'Lock'`;
    await untilRows(`SELECT ${building}`);
    await folder.query(`SELECT pg_terminate_backend(pid) ${building}`);
    expect(await deploy).toMatchObject({
      code: 'P3018',
      message: expect.stringContaining('Run the command again'),
    });
    await writer.end();
    expect(await folder.records()).toEqual([done('1_a')]);
    expect(await folder.query('SELECT FROM pg_index WHERE NOT indisvalid')).toHaveLength(1);
    expect(await folder.deploy()).toEqual(['2_index']);
    expect(await folder.records()).toEqual([done('1_a'), done('2_index')]);
    expect(await folder.query('SELECT FROM pg_index WHERE NOT indisvalid')).toEqual([]);
  });

  it('say that it failed when a script committed a part by itself', async () => {
    await folder.write('1_a', 'CREATE TABLE "A" ("id" INTEGER);\nCOMMIT;\nCREATE TABLE "B" ("id" INTEGERR);');
    await expect(folder.deploy()).rejects.toMatchObject({ code: 'P3018' });
    expect(await folder.records()).toEqual([failed('1_a')]);
  });

  it('are in the schema of the URL, wherever the script leaves the search path', async () => {
    await folder.write(
      '1_a',
      `SELECT pg_catalog.set_config('search_path', '', true);\nCREATE TABLE public."A" ();`,
    );
    expect(await folder.deploy()).toEqual(['1_a']);
    expect(await folder.records()).toEqual([done('1_a')]);
  });
});

describe('two deploys at once', () => {
  it('follow each other, and the second finds nothing to do', async () => {
    await folder.write('1_a', 'CREATE TABLE "A" ("id" INTEGER);');
    const lock = await folder.lock();
    const deploys = Promise.all([folder.deploy(), folder.deploy()]);
    await lock.untilWaited(2);
    await lock.release();
    expect((await deploys).flat()).toEqual(['1_a']);
    expect(await folder.records()).toEqual([done('1_a')]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
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

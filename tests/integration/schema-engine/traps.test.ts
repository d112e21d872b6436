import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { applyMigrations } from '../../../build/prisma-engine/apply-migrations.ts';
import { diffSchemas, type DiffSide } from '../../../build/prisma-engine/diff-schemas.ts';
import { listPendingMigrations } from '../../../build/prisma-engine/list-pending-migrations.ts';
import { createOwnRole, type OwnRole } from '../../support/own-role.ts';
import { freshUrl, query, serverUrl } from './prisma-project.ts';

const database: DiffSide = { kind: 'database' };
const sameDatabase = 'The shadow database you configured appears to be the same as the main database.';

describe("the driver adapter's traps", () => {
  let role: OwnRole;
  let url: string;
  let shadowUrl: string;
  let migrations: { kind: 'migrations'; dir: string };

  beforeEach(async () => {
    role = await createOwnRole(freshUrl());
    url = role.url;
    shadowUrl = freshUrl();
    for (const each of [url, shadowUrl]) await query(serverUrl(), `CREATE DATABASE "${nameOf(each)}"`);
    const dir = await mkdtemp(join(tmpdir(), 'tessera-traps-'));
    migrations = { kind: 'migrations', dir };
    await mkdir(join(dir, '20260101000000_init'));
    const sql = `CREATE TABLE "Kept" (id INT PRIMARY KEY, note TEXT DEFAULT ';');
      INSERT INTO "Kept" VALUES (1, 'from the migration');`;
    await writeFile(join(dir, '20260101000000_init/migration.sql'), sql);
    await writeFile(join(dir, 'migration_lock.toml'), 'provider = "postgresql"\n');
  });
  afterEach(async () => {
    for (const each of [url, shadowUrl]) {
      await query(serverUrl(), `DROP DATABASE IF EXISTS "${nameOf(each)}" WITH (FORCE)`);
    }
    await role.drop();
    await rm(migrations.dir, { recursive: true, force: true });
  });

  it('replays migrations in a shadow database, never in the main one', async () => {
    await query(
      url,
      `CREATE TABLE "Kept" (id INT PRIMARY KEY, mine TEXT); INSERT INTO "Kept" VALUES (7, 'mine')`,
    );
    const { text } = await diffSchemas(migrations, database, { target: { url } });
    expect(text).toContain('ADD COLUMN     "mine" TEXT');
    expect(await query(url, 'SELECT * FROM "Kept"')).toEqual([{ id: 7, mine: 'mine' }]);
  });

  it.each(['127.0.0.1', 'localhost'])('refuses the main database as shadow database, as %s', async (host) => {
    await query(url, 'CREATE TABLE "Precious" (id INT)');
    const shadow = new URL(url);
    shadow.hostname = host;
    const target = { url, shadowDatabaseUrl: shadow.href };
    await expect(diffSchemas(migrations, database, { target })).rejects.toThrow(sameDatabase);
    expect(await query(url, `SELECT to_regclass('"Precious"') IS NOT NULL AS there`)).toEqual([
      { there: true },
    ]);
  });

  it('leaves no timer behind that would keep a process ten seconds longer', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    await applyMigrations({ url }, migrations.dir);
    expect(timers()).toBe(before);
  });

  it('empties a shadow database of its own before using it', async () => {
    await query(shadowUrl, 'CREATE TABLE "Kept" (left_over INT)');
    await applyMigrations({ url }, migrations.dir);
    const target = { url, shadowDatabaseUrl: shadowUrl };
    expect(await diffSchemas(migrations, database, { target })).toMatchObject({ isEmpty: true });
  });

  it('reads the internal type "char" as a character (constraint types, for one)', async () => {
    await query(
      url,
      `CREATE TABLE parent (id INT PRIMARY KEY);
       CREATE TABLE child (id INT PRIMARY KEY, parent_id INT REFERENCES parent, CHECK (id > 0))`,
    );
    const { text } = await diffSchemas({ kind: 'empty' }, database, { target: { url } });
    expect(text).toContain('REFERENCES "public"."parent"("id")');
  });

  it('drops the shadow database, also after a migration that fails in it', async () => {
    await diffSchemas(migrations, database, { target: { url } });
    expect(await role.databases()).toEqual([]);
    await mkdir(join(migrations.dir, '20260102000000_broken'));
    await writeFile(join(migrations.dir, '20260102000000_broken/migration.sql'), 'DROP TABLE nowhere;');
    await expect(diffSchemas(migrations, database, { target: { url } })).rejects.toMatchObject({
      code: 'P3006',
      message: expect.stringContaining('ERROR: table "nowhere" does not exist'),
    });
    expect(await role.databases()).toEqual([]);
  });

  it('names pending, applied and unknown migrations', async () => {
    expect(await listPendingMigrations({ url }, migrations.dir)).toMatchObject({
      pending: ['20260101000000_init'],
      unknown: [],
    });
    expect(await applyMigrations({ url }, migrations.dir)).toEqual(['20260101000000_init']);
    expect(await query(url, 'SELECT note FROM "Kept"')).toEqual([{ note: 'from the migration' }]);
    expect(await applyMigrations({ url }, migrations.dir)).toEqual([]);
    expect(await listPendingMigrations({ url }, '/nowhere')).toMatchObject({
      pending: [],
      unknown: ['20260101000000_init'],
    });
  });
});

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { createMigrationFolder, type MigrationFolder } from '../../support/migration-folder.ts';
import { tessera } from '../../support/tessera.ts';
import { createPlainEngine } from '../schema-engine/plain-engine.ts';
import { repository, run as runProgram } from '../schema-engine/prisma-project.ts';

jest.setTimeout(120_000);

let folder: MigrationFolder;
beforeEach(async () => {
  folder = await createMigrationFolder();
});
afterEach(async () => {
  await folder.remove();
});

const Answer = z.object({
  ok: z.boolean(),
  rolledBack: z.array(z.string()),
  diagnostics: z.array(z.object({ code: z.string(), message: z.string(), hint: z.string().optional() })),
});

async function rollback(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const settings = { DATABASE_URL: folder.url, ...env };
  const call = ['migrate', 'rollback', '--json', ...args];
  const { exitCode, stdout } = await tessera(folder.projectDir, call, settings);
  const { rolledBack, diagnostics } = Answer.parse(JSON.parse(stdout));
  return { exitCode, rolledBack, codes: diagnostics.map(({ code }) => code), diagnostics };
}
const yes = (...args: string[]) => rollback(['--yes', ...args]);

/** Three migrations with reverse scripts, applied. */
async function threeMigrations(): Promise<void> {
  await folder.write('1_notes', 'CREATE TABLE "Note" ("id" INTEGER PRIMARY KEY);', 'DROP TABLE "Note";');
  await folder.write(
    '2_text',
    'ALTER TABLE "Note" ADD "text" TEXT;',
    'ALTER TABLE "Note" DROP COLUMN "text";',
  );
  await folder.write('3_index', 'CREATE INDEX "n" ON "Note" ("text");', 'DROP INDEX "n";');
  await folder.deploy();
}

describe('tessera migrate rollback', () => {
  it('reverses the last migration, which is pending again and can be deployed again', async () => {
    await threeMigrations();
    const before = await folder.look();
    expect(await yes()).toMatchObject({ exitCode: 0, rolledBack: ['3_index'], codes: [] });
    expect(await folder.pending()).toEqual(['3_index']);
    expect(await folder.deploy()).toEqual(['3_index']);
    expect(await folder.look()).toMatchObject({ schema: before.schema });
    await yes();
    // The build before it does not have the folder, and misses nothing.
    await folder.delete('3_index');
    expect(await folder.look()).toMatchObject({ status: { pending: [], unknown: [], failed: [] } });
  });

  it('works in a checkout with Windows line ends, whichever line ends were applied', async () => {
    const sql = 'CREATE TABLE "Line" (\n  "id" INTEGER PRIMARY KEY\n);\n';
    const withReturns = (text: string): string => text.replaceAll('\n', '\r\n');
    for (const [applied, now] of [
      [sql, withReturns(sql)],
      [withReturns(sql), sql],
    ] as const) {
      await folder.write('1_line', applied);
      await folder.deploy();
      await folder.write('1_line', sql);
      const down = await tessera(folder.projectDir, ['migrate', 'down', '--force', '1_line'], {
        TEST_DATABASE_URL: folder.url,
      });
      expect(down).toMatchObject({ exitCode: 0, stderr: '' });
      const script = await readFile(join(folder.dir, '1_line/down.sql'), 'utf8');
      await folder.write('1_line', now, withReturns(script));
      const checked = await tessera(folder.projectDir, ['migrate', 'down', '--check'], {
        TEST_DATABASE_URL: folder.url,
      });
      expect(checked).toMatchObject({ exitCode: 0, stderr: '' });
      expect(await yes()).toMatchObject({ exitCode: 0, rolledBack: ['1_line'], codes: [] });
    }
  });

  it('goes back several steps, or to one that stays, or to nothing', async () => {
    await threeMigrations();
    expect(await yes('--steps', '2')).toMatchObject({ exitCode: 0, rolledBack: ['3_index', '2_text'] });
    await folder.deploy();
    expect(await yes('--to', '1_notes')).toMatchObject({ exitCode: 0, rolledBack: ['3_index', '2_text'] });
    expect(await yes('--to', '1_notes')).toMatchObject({ exitCode: 0, rolledBack: [] });
    expect(await yes('--to', 'empty')).toMatchObject({ exitCode: 0, rolledBack: ['1_notes'] });
    expect(await folder.query(`SELECT FROM pg_tables WHERE tablename = 'Note'`)).toEqual([]);
    expect(await folder.deploy()).toEqual(['1_notes', '2_text', '3_index']);
  });

  it('counts what would be lost, and loses it only for whom it was accepted', async () => {
    await threeMigrations();
    await folder.query(`INSERT INTO "Note" VALUES (1, 'a'), (2, 'b'), (3, NULL)`);
    const refused = await yes('--steps', '3');
    expect(refused).toMatchObject({ exitCode: 1, codes: ['ROLLBACK.DATA_LOSS'], rolledBack: [] });
    expect(refused.diagnostics[0]?.message).toContain('column "text" of "Note" with 2 values');
    expect(refused.diagnostics[0]?.message).toContain('table "Note" with 3 rows');
    expect(refused.diagnostics[0]?.hint).toContain('--accept-data-loss notes');
    expect(await yes('--steps', '3', '--accept-data-loss', 'others')).toMatchObject({ exitCode: 1 });
    expect(await folder.query('SELECT * FROM "Note"')).toHaveLength(3);
    expect(await yes('--steps', '3', '--accept-data-loss', 'notes')).toMatchObject({ exitCode: 0 });
  });

  it('says that what a migration dropped does not come back', async () => {
    await threeMigrations();
    await folder.write(
      '4_less',
      'ALTER TABLE "Note" DROP COLUMN "text";',
      'ALTER TABLE "Note" ADD "text" TEXT; CREATE INDEX "n" ON "Note" ("text");',
    );
    await folder.deploy();
    const refused = await yes();
    expect(refused).toMatchObject({ exitCode: 1, codes: ['ROLLBACK.DATA_LOSS'] });
    expect(refused.diagnostics[0]?.message).toContain(
      'what was in column "text" of "Note" does not come back',
    );
    expect(await yes('--accept-data-loss', 'notes')).toMatchObject({ exitCode: 0, rolledBack: ['4_less'] });
  });

  it('takes a number back into a smaller type without a word, or is refused by PostgreSQL', async () => {
    const [larger, smaller] = ['BIGINT', 'INTEGER'].map(
      (type) => `ALTER TABLE "Size" ALTER COLUMN "bytes" SET DATA TYPE ${type};`,
    );
    await folder.write('1_size', 'CREATE TABLE "Size" ("bytes" INTEGER);', 'DROP TABLE "Size";');
    await folder.write('2_large', larger ?? '', smaller);
    await folder.deploy();
    await folder.query('INSERT INTO "Size" VALUES (1), (3000000000)');
    const before = await folder.look();
    const refused = await yes();
    expect(refused).toMatchObject({ exitCode: 1, codes: ['ROLLBACK.FAILED'], rolledBack: [] });
    expect(refused.diagnostics[0]?.message).toContain('integer out of range');
    expect(await folder.look()).toEqual(before);
    expect(await folder.query('SELECT "bytes" FROM "Size" ORDER BY 1')).toHaveLength(2);
    await folder.query('DELETE FROM "Size" WHERE "bytes" > 1');
    expect(await yes()).toMatchObject({ exitCode: 0, codes: [], rolledBack: ['2_large'] });
    expect(await folder.query('SELECT "bytes" FROM "Size"')).toEqual([{ bytes: 1 }]);
  });

  it('shows everything and asks; without anybody to ask it does nothing', async () => {
    await threeMigrations();
    const before = await folder.look();
    expect(await rollback([])).toMatchObject({ exitCode: 2, codes: ['CALL.INVALID'] });
    const shown = await tessera(folder.projectDir, ['migrate', 'rollback', '--dry-run', '--steps', '2'], {
      DATABASE_URL: folder.url,
    });
    expect(shown).toMatchObject({ exitCode: 0 });
    expect(shown.stdout).toMatch(
      /3_index\n\s+loses nothing\n\s+2_text\n\s+notes: column "text" of "Note" with 0 values\n/,
    );
    expect(await folder.look()).toEqual(before);
  });

  it('leaves everything as it was when a reverse script fails, and names its line', async () => {
    await threeMigrations();
    await folder.write('2_text', 'ALTER TABLE "Note" ADD "text" TEXT;', '-- by hand\nDROP TABLE "Nobody";');
    const before = await folder.look();
    const failed = await yes('--steps', '2');
    expect(failed).toMatchObject({ exitCode: 1, codes: ['ROLLBACK.FAILED'] });
    expect(failed.diagnostics[0]).toMatchObject({ message: expect.stringContaining('nothing was changed') });
    expect(await folder.look()).toEqual(before);
  });

  it('names every reason against it at once', async () => {
    await threeMigrations();
    await folder.write(
      '2_text',
      'ALTER TABLE "Note" ADD "text" TEXT; -- changed',
      'BEGIN; ALTER TABLE "Note" DROP COLUMN "text";',
    );
    await folder.delete('3_index');
    expect((await yes('--steps', '2')).codes).toEqual([
      'ROLLBACK.UNKNOWN_MIGRATION',
      'ROLLBACK.CHANGED_MIGRATION',
      'ROLLBACK.OWN_TRANSACTION',
    ]);
    expect(await yes('--steps', '7')).toMatchObject({ exitCode: 1, codes: ['CALL.UNKNOWN_MIGRATION'] });
    expect(await yes('--to', '9_none')).toMatchObject({ exitCode: 1, codes: ['CALL.UNKNOWN_MIGRATION'] });
    expect(await yes('--to', '1_notes', '--steps', '1')).toMatchObject({
      exitCode: 2,
      codes: ['CALL.INVALID'],
    });
    expect(await yes('--steps', '0')).toMatchObject({ exitCode: 2, codes: ['CALL.INVALID'] });
  });

  it('refuses while a migration is neither finished nor rolled back, and changes nothing', async () => {
    await threeMigrations();
    await folder.query(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '3_index'`);
    const before = await folder.look();
    const refused = await yes('--to', '1_notes');
    expect(refused).toMatchObject({ exitCode: 1, rolledBack: [], codes: ['ROLLBACK.UNFINISHED_MIGRATION'] });
    expect(refused.diagnostics[0]?.message).toContain('Migration "3_index" was started');
    expect(await folder.look()).toEqual(before);
  });

  it('is guarded like everything that can lose data', async () => {
    await threeMigrations();
    const guarded = await rollback(['--yes'], { TESSERA_ENV: 'production' });
    expect(guarded).toMatchObject({ exitCode: 1, codes: ['GUARD.PRODUCTION_ENVIRONMENT'] });
    const allowed = { TESSERA_ENV: 'production', TESSERA_ALLOW_HOST: new URL(folder.url).hostname };
    expect(await rollback(['--yes'], allowed)).toMatchObject({ exitCode: 0, rolledBack: ['3_index'] });
    expect(await rollback(['--yes'], { NODE_ENV: 'production', DATABASE_URL: '' })).toMatchObject({
      codes: ['GUARD.NO_DATABASE_NAMED'],
    });
  });

  it('waits for a deploy, and looks again at what it left', async () => {
    await threeMigrations();
    const lock = await folder.lock();
    const waiting = yes('--to', '1_notes');
    await lock.untilWaited();
    await folder.query(`INSERT INTO "Note" VALUES (1, 'late')`);
    await lock.release();
    const late = await waiting;
    expect(late).toMatchObject({ exitCode: 1, codes: ['ROLLBACK.FAILED'] });
    expect(late.diagnostics[0]?.message).toContain('There are rows');
    expect(await folder.query('SELECT "text" FROM "Note"')).toEqual([{ text: 'late' }]);
  });

  it('finishes what an interrupted call began, and goes no step further', async () => {
    await threeMigrations();
    const from = `'{1_notes,2_text,3_index}'`;
    const intent = `CREATE SCHEMA IF NOT EXISTS tessera; CREATE TABLE tessera.rollback ("one" boolean PRIMARY KEY DEFAULT true, "steps" integer, "from" text[]);
      INSERT INTO tessera.rollback ("steps", "from") VALUES (1, ${from})`;
    await folder.query(intent);
    expect(await yes()).toMatchObject({ exitCode: 0, rolledBack: ['3_index'] });
    await folder.query(intent);
    expect(await yes()).toMatchObject({ exitCode: 0, rolledBack: [] });
    expect(await yes()).toMatchObject({ exitCode: 0, rolledBack: ['2_text'] });
  });

  it('is understood by the Prisma command line', async () => {
    await threeMigrations();
    const engine = await createPlainEngine();
    await symlink(join(repository, 'node_modules'), join(folder.projectDir, 'node_modules'), 'dir');
    await writeFile(
      join(folder.projectDir, 'prisma.config.mjs'),
      `export default { schema: 'prisma/schema', migrations: { path: 'prisma/migrations' }, datasource: { url: process.env.DATABASE_URL } };\n`,
    );
    await mkdir(join(folder.projectDir, 'prisma/schema'), { recursive: true });
    await writeFile(
      join(folder.projectDir, 'prisma/schema/main.prisma'),
      'datasource db {\n  provider = "postgresql"\n}\nmodel Note {\n  id Int @id\n  text String?\n  @@index([text], map: "n")\n}\n',
    );
    const prisma = (...args: string[]) =>
      runProgram(
        process.execPath,
        [join(repository, 'node_modules/prisma/build/index.js'), ...args],
        folder.projectDir,
        {
          DATABASE_URL: folder.url,
          PRISMA_SCHEMA_ENGINE_BINARY: engine.path,
        },
      );
    await yes('--steps', '2');
    const status = await prisma('migrate', 'status');
    expect(status.code).toBe(1);
    expect(status.stdout + status.stderr).toMatch(/have not yet been applied:\n2_text\n3_index\n/);
    expect(status.stdout + status.stderr).not.toMatch(/failed/i);
    expect(await prisma('migrate', 'deploy')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('3_index'),
    });
    expect(await prisma('migrate', 'status')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('up to date'),
    });
    expect(await prisma('migrate', 'dev')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Already in sync'),
    });
    engine.remove();
  });
});

it('reverses all migrations of this repository by the scripts that are committed', async () => {
  await folder.copyFrom(join(repository, 'prisma/migrations'));
  await folder.deploy();
  // A migration puts a row into a schema of its own.
  const rows = ['--accept-data-loss', 'jobs', '--accept-data-loss', 'tessera_jobs'];
  expect(await yes('--to', 'empty', ...rows)).toMatchObject({ exitCode: 0, codes: [] });
  const left = await folder.query(
    `SELECT FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  );
  expect(left).toEqual([]);
});

import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { tessera } from '../../support/tessera.ts';
import { repository, serverUrl } from '../schema-engine/prisma-project.ts';

let projectDir: string;
beforeEach(async () => {
  projectDir = await mkdtemp(join(tmpdir(), 'tessera-down-'));
});
afterEach(async () => {
  await rm(projectDir, { recursive: true });
});

const fileOf = (id: string, name: string): string => join(projectDir, 'prisma/migrations', id, name);
async function write(id: string, sql: string, name = 'migration.sql'): Promise<void> {
  await mkdir(dirname(fileOf(id, name)), { recursive: true });
  await writeFile(fileOf(id, name), sql);
}
const read = (id: string): Promise<string> => readFile(fileOf(id, 'down.sql'), 'utf8');

const Answer = z.object({
  ok: z.boolean(),
  downs: z.array(z.object({ id: z.string(), state: z.string(), ok: z.boolean() })),
  diagnostics: z.array(z.object({ code: z.string(), message: z.string(), location: z.unknown().optional() })),
});

async function down(...args: string[]) {
  const env = { TEST_DATABASE_URL: serverUrl() };
  const { exitCode, stdout } = await tessera(projectDir, ['migrate', 'down', '--json', ...args], env);
  const { downs, diagnostics } = Answer.parse(JSON.parse(stdout));
  const codes = diagnostics.map(({ code }) => code);
  return { exitCode, downs: downs.map(({ id, state, ok }) => [id, state, ok]), codes, diagnostics };
}

describe('tessera migrate down', () => {
  it('derives what Prisma makes, and what Prisma does not see', async () => {
    await write(
      '1_notes',
      'CREATE TYPE "Kind" AS ENUM (\'A\', \'B\');\nCREATE TABLE "Note" ("id" SERIAL PRIMARY KEY, "kind" "Kind" NOT NULL, "text" TEXT);',
    );
    await write(
      '2_own',
      `CREATE FUNCTION "shout"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW."text" = upper(NEW."text"); RETURN NEW; END $$;
       CREATE TRIGGER "loud" BEFORE INSERT ON "Note" FOR EACH ROW EXECUTE FUNCTION "shout"();
       ALTER TABLE "Note" ADD CONSTRAINT "short" CHECK (length("text") < 100);
       CREATE UNIQUE INDEX "one_a" ON "Note" ("kind") WHERE "kind" = 'A';
       CREATE VIEW "Notes" AS SELECT "id" FROM "Note";
       ALTER TABLE "Note" ENABLE ROW LEVEL SECURITY;
       CREATE POLICY "all" ON "Note" FOR SELECT USING ("id" > 0);`,
    );
    await write(
      '3_less',
      `DROP VIEW "Notes"; DROP POLICY "all" ON "Note"; ALTER TABLE "Note" DISABLE ROW LEVEL SECURITY; DROP INDEX "one_a";
       ALTER TABLE "Note" DROP CONSTRAINT "short"; DROP TRIGGER "loud" ON "Note"; DROP FUNCTION "shout"; ALTER TABLE "Note" DROP COLUMN "text";`,
    );
    await write('4_wider', `ALTER TYPE "Kind" ADD VALUE 'C';`);

    expect(await down()).toEqual({
      exitCode: 0,
      codes: [],
      diagnostics: [],
      downs: ['1_notes', '2_own', '3_less', '4_wider'].map((id) => [id, 'derived', true]),
    });
    expect(await read('2_own')).toContain('DROP POLICY "all" ON public."Note";');
    expect(await read('3_less')).toContain('CREATE VIEW public."Notes"');
    expect(await down('--check')).toMatchObject({ exitCode: 0, codes: [] });
    expect(await down()).toMatchObject({ exitCode: 0, downs: [] });
  });

  it('looks into every schema of the database', async () => {
    await write(
      '1_notes',
      'CREATE SCHEMA IF NOT EXISTS "Own"; CREATE TABLE "Own"."Note" ("id" INTEGER PRIMARY KEY);',
    );
    await write(
      '2_text',
      'ALTER TABLE "Own"."Note" ADD COLUMN "text" TEXT; CREATE TABLE "Tag" ("id" INTEGER PRIMARY KEY);',
    );
    await write('3_rights', 'GRANT USAGE ON SCHEMA "Own" TO PUBLIC;');
    const made = await down();
    expect(made.downs).toEqual([
      ['1_notes', 'derived', true],
      ['2_text', 'derived', true],
      ['3_rights', 'derived', false],
    ]);
    expect(await read('1_notes')).toMatch(/DROP TABLE "Own"."Note";[^]*DROP SCHEMA "Own";/);
    expect(await read('2_text')).toContain('ALTER TABLE "Own"."Note" DROP COLUMN "text";');
    // A right is no reason to drop what was there before.
    expect(await read('3_rights')).not.toContain('DROP SCHEMA');
    expect(made.diagnostics).toMatchObject([
      { code: 'ROLLBACK.NOT_REVERSED', message: expect.stringContaining('schema "Own"') },
    ]);
  });

  it('says what a script leaves behind or lacks, and keeps what was written by hand', async () => {
    await write('1_notes', 'CREATE TABLE "Note" ("id" INTEGER PRIMARY KEY, "text" TEXT);');
    await write('1_notes', '-- by hand\nALTER TABLE "Note" DROP COLUMN "text";', 'down.sql');
    const checked = await down('--check');
    expect(checked).toMatchObject({ exitCode: 1, codes: ['ROLLBACK.NOT_REVERSED', 'ROLLBACK.REPLAY_FAILS'] });
    expect(checked.diagnostics[0]?.message).toContain('too much: table public."Note"');

    expect(await down('1_notes')).toMatchObject({ exitCode: 1, downs: [['1_notes', 'tested', false]] });
    expect(await read('1_notes')).toMatch(/^-- by hand/);
    expect(await down('1_notes', '--force')).toMatchObject({
      exitCode: 0,
      codes: ['ROLLBACK.EDITED_DOWN'],
      downs: [['1_notes', 'derived', true]],
    });
    expect(await read('1_notes')).toContain('DROP TABLE "public"."Note"');
  });

  it('derives anew when the migration changed, unless somebody edited the script', async () => {
    await write('1_notes', 'CREATE TABLE "Note" ("id" INTEGER PRIMARY KEY);');
    await down();
    await write('1_notes', 'CREATE TABLE "Notes" ("id" INTEGER PRIMARY KEY);');
    expect(await down('--check')).toMatchObject({
      exitCode: 1,
      codes: ['ROLLBACK.OUTDATED_DOWN', 'ROLLBACK.REPLAY_FAILS'],
    });
    expect(await down()).toMatchObject({ exitCode: 0, downs: [['1_notes', 'derived', true]] });

    await writeFile(fileOf('1_notes', 'down.sql'), `${await read('1_notes')}-- mine\n`);
    await write('1_notes', 'CREATE TABLE "Note" ("id" INTEGER PRIMARY KEY);');
    expect(await down('1_notes')).toMatchObject({
      codes: expect.arrayContaining(['ROLLBACK.OUTDATED_DOWN']),
    });
    expect(await read('1_notes')).toContain('-- mine');
  });

  it('misses scripts, and finds those that could not be a part of a rollback', async () => {
    await write('1_notes', 'CREATE TABLE "Note" ("id" INTEGER PRIMARY KEY);');
    expect(await down('--check')).toMatchObject({ exitCode: 1, codes: ['ROLLBACK.NO_DOWN'] });
    await write('1_notes', 'BEGIN;\nDROP INDEX CONCURRENTLY "a";\nCOMMIT;', 'down.sql');
    const own = await down('--check');
    expect(own.codes).toEqual([
      'ROLLBACK.OWN_TRANSACTION',
      'ROLLBACK.OWN_TRANSACTION',
      'ROLLBACK.OWN_TRANSACTION',
    ]);
    expect(own.diagnostics[1]?.location).toMatchObject({ line: 2, column: 1 });
    await write('1_notes', 'DROP TABEL "Note";', 'down.sql');
    expect(await down('--check')).toMatchObject({ exitCode: 1, codes: ['ROLLBACK.UNREADABLE_DOWN'] });
  });

  it('leaves rows alone, warns of those that are in the way, and goes on with what comes later', async () => {
    await write('1_country', 'CREATE TABLE "Country" ("code" TEXT PRIMARY KEY, "name" TEXT NOT NULL);');
    await write('2_rows', `INSERT INTO "Country" VALUES ('DE', 'Germany');`);
    await write('3_again', `INSERT INTO "Country" VALUES ('FR', 'France') ON CONFLICT DO NOTHING;`);
    await write('4_flag', 'ALTER TABLE "Country" ADD COLUMN "flag" TEXT;');
    const made = await down();
    expect(made).toMatchObject({
      exitCode: 0,
      codes: ['ROLLBACK.ROWS_STAY'],
      downs: ['1_country', '2_rows', '3_again', '4_flag'].map((id) => [id, 'derived', true]),
    });
    expect(made.diagnostics[0]).toMatchObject({
      message: expect.stringContaining('duplicate key value violates unique constraint "Country_pkey"'),
      location: { file: 'prisma/migrations/2_rows/migration.sql', line: 1, column: 1 },
    });
    expect(await read('2_rows')).toContain('-- Nothing to reverse');
    expect(await read('4_flag')).toContain('DROP COLUMN "flag"');
    expect(await down('--check')).toMatchObject({ exitCode: 0, codes: ['ROLLBACK.ROWS_STAY'] });
  });

  it('goes on behind a migration that cannot be applied again, and fails until that is mended', async () => {
    await write('1_notes', 'CREATE TABLE "Note" ("id" INTEGER PRIMARY KEY);');
    // The engine does not see what it leaves behind, so that it is there when the migration comes again.
    await write('2_rights', 'CREATE DOMAIN "Short" AS TEXT CHECK (length(VALUE) < 9);');
    await write('3_text', 'ALTER TABLE "Note" ADD COLUMN "text" "Short";');
    await write('4_more', 'CREATE TABLE "More" ("id" INTEGER PRIMARY KEY);');
    const first = await down();
    expect(first).toMatchObject({
      exitCode: 1,
      codes: ['ROLLBACK.NOT_REVERSED', 'ROLLBACK.REPLAY_FAILS'],
      downs: [
        ['1_notes', 'derived', true],
        ['2_rights', 'derived', false],
        ['3_text', 'derived', true],
        ['4_more', 'derived', true],
      ],
    });
    expect(await read('2_rights')).toContain('-- It FAILED its test');
    expect(await read('4_more')).not.toContain('FAILED');
    expect(await down()).toMatchObject({
      exitCode: 1,
      codes: first.codes,
      downs: [['2_rights', 'derived', false]],
    });

    await writeFile(fileOf('2_rights', 'down.sql'), `${await read('2_rights')}DROP DOMAIN "Shorter";\n`);
    expect(await down()).toMatchObject({ exitCode: 1, downs: [['2_rights', 'tested', false]] });
    await writeFile(fileOf('2_rights', 'down.sql'), 'DROP DOMAIN "Short";\n');
    expect(await down()).toMatchObject({ exitCode: 0, codes: [], downs: [['2_rights', 'tested', true]] });
  });

  it('names the line at which the history itself fails, and what it could not come to', async () => {
    await write('1_notes', 'CREATE TABLE "Note" ("id" INTEGER PRIMARY KEY);');
    await write('2_bad', 'CREATE TABLE "Other" (\n  "id" INTEGERR\n);');
    await write('3_more', 'CREATE TABLE "More" ("id" INTEGER PRIMARY KEY);');
    const { exitCode, codes, diagnostics } = await down();
    expect({ exitCode, codes }).toEqual({
      exitCode: 1,
      codes: ['ROLLBACK.REPLAY_FAILS', 'ROLLBACK.SKIPPED_MIGRATIONS'],
    });
    expect(diagnostics[1]?.message).toContain('for "2_bad", "3_more": "2_bad" does not apply');
    expect(await down('7_none')).toMatchObject({ exitCode: 2, codes: ['CALL.UNKNOWN_MIGRATION'] });
  });
});

it("this repository's migrations can all be reversed: up, down and up again give the same schema", async () => {
  await cp(join(repository, 'prisma/migrations'), join(projectDir, 'prisma/migrations'), { recursive: true });
  const { exitCode, downs } = await down('--check');
  expect(exitCode).toBe(0);
  expect(downs.length).toBeGreaterThanOrEqual(8);
});

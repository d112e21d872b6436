import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { z } from 'zod';
import { migrateDatabase } from '../../../build/shells/jest/migrate-database.ts';
import { createPlainEngine, type PlainEngine } from './plain-engine.ts';
import { createPrismaProject, type PrismaProject, query, repository, serverUrl } from './prisma-project.ts';

// Whole processes of Prisma, several a test.
jest.setTimeout(240_000);

/** Two models as Prisma's own guide starts with. */
const firstSchema = `model User {
  id    Int    @id @default(autoincrement())
  name  String
  posts Post[]
}

model Post {
  id        Int     @id @default(autoincrement())
  title     String
  published Boolean @default(true)
  authorId  Int
  author    User    @relation(fields: [authorId], references: [id])
}
`;

async function recorded(name: string): Promise<string> {
  return (await readFile(join(repository, 'tests/fixtures/native-engine', name), 'utf8')).trim();
}

let engine: PlainEngine;
beforeAll(async () => {
  engine = await createPlainEngine();
});
afterAll(() => {
  engine.remove();
});

function createProject(): Promise<PrismaProject> {
  return createPrismaProject({ PRISMA_SCHEMA_ENGINE_BINARY: engine.path });
}

// One story in order, as a developer lives it: each step starts where the one before ended.
describe('the official prisma command line on the offline engine', () => {
  let project: PrismaProject;

  beforeAll(async () => {
    project = await createProject();
    await project.writeSchema(firstSchema);
  });
  afterAll(async () => {
    await project.remove();
  });

  it('formats without a database', async () => {
    await project.writeSchema(firstSchema.replace('id    Int    @id', 'id Int @id'));
    expect(await project.prisma(['format'], { DATABASE_URL: '' })).toMatchObject({ code: 0 });
    expect(await readFile(join(project.dir, 'prisma/schema/models.prisma'), 'utf8')).toBe(firstSchema);
  });

  it('generates a client without a database', async () => {
    expect(await project.prisma(['generate'], { DATABASE_URL: '' })).toMatchObject({ code: 0 });
    expect(await readFile(join(project.dir, 'generated/client.ts'), 'utf8')).toContain('PrismaClient');
  });

  it('compares schema files without a database', async () => {
    const args = ['migrate', 'diff', '--from-empty', '--to-schema', 'prisma/schema', '--script'];
    const { code, stdout } = await project.prisma(args, { DATABASE_URL: '' });
    expect(code).toBe(0);
    expect(stdout).toContain(await recorded('first-migration.sql'));
  });

  it('says that there is no database', async () => {
    const { code, stderr } = await project.prisma(['migrate', 'status']);
    expect(code).toBe(1);
    expect(stderr).toContain('P1003');
  });

  it('creates the database and the first migration, as the native engine writes it', async () => {
    const { code, stdout } = await project.prisma(['migrate', 'dev', '--name', 'init']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('created at') });
    expect(stdout).toMatch(/Applying migration `\d{14}_init`/);
    expect(stdout).toContain('Your database is now in sync with your schema.');
    const { init } = await project.migrations();
    expect(init?.trim()).toBe(await recorded('first-migration.sql'));
    expect(await project.shadows()).toEqual([]);
  });

  it('writes a migration without applying it, and deploys it', async () => {
    await project.writeSchema(
      firstSchema.replace('  posts Post[]\n', '  posts Post[]\n\n  @@index([name])\n'),
    );
    const created = await project.prisma(['migrate', 'dev', '--name', 'index_name', '--create-only']);
    expect(created.stdout).toContain('created the following migration without applying it');
    expect((await project.migrations())['index_name']).toBe(
      '-- CreateIndex\nCREATE INDEX "User_name_idx" ON "User"("name");\n',
    );
    const deployed = await project.prisma(['migrate', 'deploy']);
    expect(deployed.stdout).toContain('All migrations have been successfully applied.');
    const status = await project.prisma(['migrate', 'status']);
    expect(status).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Database schema is up to date!'),
    });
  });

  it('tells drift apart from changes of the schema, without touching the data', async () => {
    await project.query(`INSERT INTO "User" (name) VALUES ('Ada')`);
    await project.query('ALTER TABLE "User" ADD COLUMN note TEXT; CREATE TABLE "Stray" (id INT PRIMARY KEY)');
    const { code, stdout, stderr } = await project.prisma(['migrate', 'dev', '--name', 'never']);
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain(await recorded('drift.txt'));
    expect(await project.query('SELECT name FROM "User"')).toEqual([{ name: 'Ada' }]);
    expect(await project.shadows()).toEqual([]);
  });

  it('compares migrations with the database, with an exit code', async () => {
    const args = [
      '--from-migrations',
      'prisma/migrations',
      '--to-config-datasource',
      '--script',
      '--exit-code',
    ];
    const { code, stdout } = await project.prisma(['migrate', 'diff', ...args]);
    expect(code).toBe(2);
    expect(stdout).toContain('ALTER TABLE "public"."User" ADD COLUMN     "note" TEXT;');
    expect(await project.shadows()).toEqual([]);
  });

  it('reads the database into a schema', async () => {
    const { code, stdout } = await project.prisma(['db', 'pull', '--print']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/model Stray \{\n {2}id Int @id\n\}/);
  });

  it('runs scripts whole: strings and function bodies with semicolons', async () => {
    const script = `CREATE FUNCTION two() RETURNS int AS $$ BEGIN PERFORM 1; RETURN 2; END; $$ LANGUAGE plpgsql;
      INSERT INTO "User" (name) VALUES ('a; b');`;
    await writeFile(join(project.dir, 'script.sql'), script);
    const done = await project.prisma(['db', 'execute', '--file', 'script.sql']);
    expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining('Script executed successfully.') });
    expect(await project.query(`SELECT two(), name FROM "User" WHERE name LIKE '%;%'`)).toEqual([
      { two: 2, name: 'a; b' },
    ]);
  });

  it('resets the database and applies every migration again', async () => {
    const { code, stdout } = await project.prisma(['migrate', 'reset', '--force']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('reset successful') });
    expect(await project.query('SELECT * FROM "User"')).toEqual([]);
    expect(await project.query(`SELECT to_regclass('"Stray"') AS stray`)).toEqual([{ stray: null }]);
  });

  it('pushes a schema, and refuses to lose data unless told to', async () => {
    await project.query(`INSERT INTO "User" (name) VALUES ('Ada')`);
    await project.writeSchema(firstSchema.replace('  name  String\n', ''));
    const refused = await project.prisma(['db', 'push']);
    expect(refused.code).toBe(1);
    expect(refused.stdout + refused.stderr).toContain(
      'You are about to drop the column `name` on the `User` table, which still contains 1 non-null values.',
    );
    expect(await project.prisma(['db', 'push', '--accept-data-loss'])).toMatchObject({ code: 0 });
    expect(await project.query('SELECT * FROM "User"')).toEqual([{ id: 1 }]);
  });
});

describe('a migration that fails', () => {
  let project: PrismaProject;
  const migration = '20260101000000_late';

  beforeAll(async () => {
    project = await createProject();
    await project.writeSchema(firstSchema);
    // As `migrate deploy` leaves it, without two more processes.
    await query(serverUrl(), `CREATE DATABASE "${new URL(project.url).pathname.slice(1)}"`);
    await project.writeMigration('20250101000000_init', await recorded('first-migration.sql'));
    const client = new pg.Client(project.url);
    await client.connect();
    await migrateDatabase(client, join(project.dir, 'prisma/migrations'));
    await client.end();
    await project.writeMigration(migration, 'SELECT 1;\n\nCREAT TABLE "Late" (id INT);\n');
  });
  afterAll(async () => {
    await project.remove();
  });

  it('is pending before it ran', async () => {
    const { code, stdout } = await project.prisma(['migrate', 'status']);
    expect(code).toBe(1);
    expect(stdout).toContain(await recorded('status-pending.txt'));
  });

  it('does not apply to the shadow database, which is dropped', async () => {
    const { code, stderr } = await project.prisma(['migrate', 'dev', '--name', 'x']);
    expect(code).toBe(1);
    expect(stderr).toContain(`Migration \`${migration}\` failed to apply cleanly to the shadow database.`);
    expect(stderr).toContain('syntax error at or near "CREAT"');
    expect(await project.shadows()).toEqual([]);
  });

  it('is reported with its name, code, place and the fields of the error', async () => {
    const { code, stdout, stderr } = await project.prisma(['migrate', 'deploy']);
    expect(code).toBe(1);
    expect(stdout).toContain(`Applying migration \`${migration}\``);
    const errors = z.record(z.string(), z.string()).parse(JSON.parse(await recorded('errors.json')));
    expect(stderr).toContain(errors['P3018']);
    expect(stderr).toContain(`Migration name: ${migration}\n\nDatabase error code: 42601`);
    expect(stderr).toMatch(/Position:\n.*1.* SELECT 1;\n.*2.*\n.*3.* CREAT TABLE/);
    expect(stderr).toContain(
      'DbError { severity: "ERROR", parsed_severity: Some(Error), code: SqlState(E42601)',
    );
  });

  it('blocks the next ones until it is resolved', async () => {
    expect((await project.prisma(['migrate', 'status'])).stderr).toContain(
      await recorded('status-failed.txt'),
    );
    expect((await project.prisma(['migrate', 'deploy'])).stderr).toContain('P3009');
    const resolved = await project.prisma(['migrate', 'resolve', '--rolled-back', migration]);
    expect(resolved).toMatchObject({ code: 0, stdout: expect.stringContaining('marked as rolled back') });
    await project.writeMigration(migration, 'CREATE TABLE "Late" (id INT);\n');
    expect(await project.prisma(['migrate', 'deploy'])).toMatchObject({ code: 0 });
    const again = await project.prisma(['migrate', 'resolve', '--applied', migration]);
    expect(again.stderr).toContain('P3008');
  });
});

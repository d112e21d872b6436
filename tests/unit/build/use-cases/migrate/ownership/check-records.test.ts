import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Diagnostic } from '../../../../../../build/diagnostics/diagnostic.ts';
import { makeOwnerRecords } from '../../../../../../build/use-cases/migrate/make-owner-records.ts';
import { checkRecords } from '../../../../../../build/use-cases/migrate/ownership/check-records.ts';
import { createHistoryProject, type HistoryProject } from '../../../../../support/history-project.ts';

const schemas = {
  users: 'model User {\n  id Int @id\n  name String\n  @@map("users")\n}\n',
  crm: 'model Deal {\n  id Int @id\n  ownerId Int\n  owner User @relation(fields: [ownerId], references: [id])\n}\n',
};
const allow = (...entries: object[]) => JSON.stringify({ allow: entries });
const file = (id: string, name = 'migration.sql') => `prisma/migrations/${id}/${name}`;

let project: HistoryProject;
beforeEach(async () => {
  project = await createHistoryProject(schemas);
  project.migration('1_users', 'CREATE TABLE "users" ("id" INT PRIMARY KEY, "name" TEXT NOT NULL);\n');
  project.migration(
    '2_crm',
    '-- é\nCREATE TABLE "Deal" ("id" INT PRIMARY KEY, "ownerId" INT);\nALTER TABLE "Deal" ADD CONSTRAINT "Deal_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "users"("id");\n',
  );
});
afterEach(() => {
  project.dispose();
});

async function check(): Promise<readonly Diagnostic[]> {
  const look = await project.look();
  return [...look.diagnostics, ...checkRecords(look.migrations, look.requires)];
}
const short = ({ code, location }: Diagnostic) =>
  `${code} ${location?.file.split('/').slice(2).join('/') ?? '-'}:${location?.line ?? 0}:${location?.column ?? 0}`;

describe('owner records', () => {
  it('say whose each statement is, what it changes and whom it refers to', async () => {
    expect(await project.record()).toEqual([]);

    expect(JSON.parse(project.read(file('2_crm', 'migration.owners.json')))).toEqual({
      recordVersion: 1,
      checksum: expect.stringMatching(/^sha256-[0-9a-f]{64}$/),
      after: '1_users',
      components: { crm: '1.0.0' },
      statements: [
        { line: 2, owner: 'crm', changes: ['create table Deal'], refers: [] },
        {
          line: 3,
          owner: 'crm',
          changes: ['alter table Deal', 'create constraint Deal.Deal_ownerId_fkey'],
          refers: ['users'],
        },
      ],
    });
    expect(await check()).toEqual([]);
  });

  it('do not change when they are written again, nor with the line ends of a checkout', async () => {
    await project.record();
    const before = project.tree('prisma/migrations');
    await project.record({}, ['1_users', '2_crm']);
    expect(project.tree('prisma/migrations')).toEqual(before);

    project.migration('1_users', project.read(file('1_users')).replaceAll('\n', '\r\n'));
    expect(await check()).toEqual([]);
  });

  it('are missed, each at its migration', async () => {
    expect((await check()).map(short)).toEqual([
      'MIGRATION.NOT_RECORDED 1_users/migration.sql:1:1',
      'MIGRATION.NOT_RECORDED 2_crm/migration.sql:1:1',
    ]);
  });

  it('tell an edited migration, and stay until it is named', async () => {
    await project.record();
    project.migration('1_users', 'CREATE TABLE "users" ("id" INT);');

    expect((await check()).map(short)).toEqual(['MIGRATION.EDITED 1_users/migration.sql:1:1']);
    expect(await project.record()).toEqual(['MIGRATION.EDITED']);
    expect(await project.record({}, ['1_users'])).toEqual([]);
    expect(await check()).toEqual([]);
  });

  it('know the owner of what is renamed or gone by now', async () => {
    project.migration('0_old', 'CREATE TABLE "people" ("id" INT); CREATE TABLE "gone" ("id" INT);');
    project.migration('0_rename', 'ALTER TABLE "people" RENAME TO "users";');
    project.write(
      file('0_old', 'migration.owners.json'),
      JSON.stringify({
        recordVersion: 1,
        checksum: 'sha256-x',
        after: null,
        components: {},
        statements: [],
      }),
    );
    const { migrations } = await project.look();
    expect(migrations[0]?.statements.map(({ owner }) => owner?.component)).toEqual(['users', undefined]);
    expect(migrations[1]?.statements.map(({ owner }) => owner?.component)).toEqual(['users']);
  });

  it('follow a table whose name another table has by now', async () => {
    project.migration('1_users', 'CREATE TABLE "users" ("id" INT);');
    project.migration(
      '2_crm',
      'CREATE INDEX "by_id" ON "users" ("id"); ALTER TABLE "users" RENAME TO "Deal"; CREATE TABLE "users" ("id" INT); DROP INDEX "by_id";',
    );
    const { migrations } = await project.look();
    expect(migrations.map(({ statements }) => statements.map(({ owner }) => owner?.component))).toEqual([
      ['crm'],
      ['crm', 'crm', 'users', 'crm'],
    ]);
  });

  it('remember the owner of a table that no schema has any more', async () => {
    await project.record();
    const record = project.read(file('1_users', 'migration.owners.json'));
    const later = await createHistoryProject({ crm: 'model Other {\n  id Int @id\n}\n' });
    later.migration('1_users', project.read(file('1_users')));
    later.write(file('1_users', 'migration.owners.json'), record);
    later.migration('2_drop', 'DROP TABLE "users";');

    const { migrations } = await later.look();
    later.dispose();
    expect(migrations[1]?.statements[0]?.owner).toEqual({ component: 'users', version: '1.0.0' });
  });
});

describe('tables without an owner', () => {
  const stray = 'CREATE TYPE "Mood" AS ENUM (\'A\');\nCREATE TABLE "stray" ("id" INT);\n';

  it('are refused by the record, each at the statement that makes it', async () => {
    project.migration('3_stray', stray);
    const look = await project.look();
    const { files, diagnostics } = makeOwnerRecords(look, { join: false });
    expect(files).toEqual([]);
    expect(diagnostics.map(short)).toEqual([
      'MIGRATION.UNOWNED 3_stray/migration.sql:1:1',
      'MIGRATION.UNOWNED 3_stray/migration.sql:2:14',
    ]);
    expect(diagnostics[1]?.message).toBe('Migration "3_stray" makes table "stray", which no component owns.');
  });

  it('are of the one component that is named', async () => {
    project.migration('3_stray', stray);
    expect(await project.record({ madeFor: ['crm'] }, [])).toContain('MIGRATION.FOREIGN_TABLE');
    project.migration('3_stray', 'SELECT 1;');
    await project.record();
    project.migration('4_stray', stray);
    expect(await project.record({ madeFor: ['crm'] })).toEqual([]);
    expect(project.read(file('4_stray', 'migration.owners.json')).match(/"owner":"crm"/g)).toHaveLength(2);
    expect(await check()).toEqual([]);
  });

  it.each([
    ['gone in the end', 'CREATE TABLE "a" (); ALTER TABLE "a" RENAME TO "b"; DROP TABLE "b";'],
    ['gone with their schema', 'CREATE SCHEMA "s"; CREATE TABLE "s"."a" (); DROP SCHEMA "s" CASCADE;'],
    ['temporary', 'CREATE TEMP TABLE "a" ON COMMIT DROP AS SELECT 1;CREATE TEMPORARY TABLE "b" ();'],
    ['temporary, selected into', 'SELECT * INTO TEMPORARY "a" FROM "Deal";'],
    ['temporary, made in a block', 'DO $$ BEGIN CREATE TEMP TABLE "a" (id int); END $$;'],
    ['temporary by their schema', 'CREATE TABLE pg_temp."a" ();'],
    [
      'a part of another',
      'CREATE TABLE "a" PARTITION OF "Deal" DEFAULT;CREATE TABLE "b" () INHERITS ("Deal");',
    ],
    ['no tables', "CREATE DOMAIN a AS TEXT; CREATE FUNCTION f() RETURNS INT LANGUAGE sql AS 'SELECT 1';"],
  ])('are none that are %s', async (_, sql) => {
    project.migration('3_new', sql);
    expect(await project.record()).toEqual([]);
  });

  it('are not gone with a temporary table of the same name', async () => {
    project.migration('3_new', 'CREATE TABLE "a" ();');
    project.migration('4_more', 'CREATE TEMP TABLE "a" (); DROP TABLE "a"; ALTER TABLE "a" RENAME TO "b";');
    const { unowned } = await project.look();
    expect(unowned.map(({ name, migration, location }) => [name, migration, location.column])).toEqual([
      ['b', '3_new', 14],
    ]);
  });

  it('get the owner that came after the record, and keep those that are recorded', async () => {
    await project.record();
    const path = file('2_crm', 'migration.owners.json');
    const record = project.read(path);
    project.write(path, record.replace('"owner":"crm"', '"owner":null').replace('"1.0.0"', '"0.1.0"'));
    const found = await check();
    expect(found.map(short)).toEqual(['MIGRATION.OWNER_MISSING 2_crm/migration.sql:2:1']);
    expect(found[0]).toMatchObject({ component: 'crm', hint: expect.stringContaining('migrate record') });

    expect(await project.record()).toEqual([]);
    expect(project.read(path)).toBe(record.replace('"1.0.0"', '"0.1.0"'));
    expect(await check()).toEqual([]);
  });
});

describe('foreign tables', () => {
  it.each<[what: string, sql: string, problems: string[]]>([
    [
      'a migration of crm that writes users',
      'ALTER TABLE "Deal" ADD COLUMN a INT;\nUPDATE "users" SET name = \'x\';',
      ['MIGRATION.FOREIGN_TABLE 3_new/migration.sql:2:8'],
    ],
    [
      'a statement that drops tables of two',
      'DROP TABLE "Deal", "users";',
      ['MIGRATION.FOREIGN_TABLE 3_new/migration.sql:1:20'],
    ],
    [
      'a statement that reads what its owner does not require',
      'INSERT INTO "users" SELECT "id", \'x\' FROM "Deal";',
      ['MIGRATION.FOREIGN_TABLE 3_new/migration.sql:1:43'],
    ],
    ['a statement that reads what its owner requires', 'INSERT INTO "Deal" SELECT "id" FROM "users";', []],
    [
      'a migration of Prisma’s that changes the schemas of both',
      'ALTER TABLE "users" ADD a INT; ALTER TABLE "Deal" ADD a INT;',
      [],
    ],
    ['rows of both and no schema', 'UPDATE "users" SET name = \'x\'; UPDATE "Deal" SET id = 1;', []],
    ['a table nobody owns', 'CREATE TABLE scratch (id INT); DROP TABLE scratch;', []],
  ])('%s', async (_, sql, problems) => {
    await project.record();
    project.migration('3_new', sql);
    const found = (await check()).filter(({ code }) => code !== 'MIGRATION.NOT_RECORDED');
    expect(found.map(short)).toEqual(problems);
    expect(await project.record()).toEqual(problems.map(() => 'MIGRATION.FOREIGN_TABLE'));
    expect(project.has(file('3_new', 'migration.owners.json'))).toBe(problems.length === 0);
  });

  it('are all others when somebody says whom the migration is for', async () => {
    await project.record();
    project.migration('3_new', 'UPDATE "users" SET name = \'x\';');
    expect(await project.record({ madeFor: ['crm'] })).toEqual(['MIGRATION.FOREIGN_TABLE']);
    expect(await project.record({ madeFor: ['users'] })).toEqual([]);
  });

  it('are allowed by name with a reason', async () => {
    await project.record();
    project.migration('3_new', 'ALTER TABLE "Deal" ADD a INT; UPDATE "users" SET name = \'x\';');
    project.write(
      file('3_new', 'migration.allow.json'),
      allow({ component: 'users', kind: 'foreign-table', reason: 'agreed' }),
    );
    expect(await project.record()).toEqual([]);
  });

  it('name both sides', async () => {
    project.migration('3_new', 'ALTER TABLE "Deal" ADD a INT; UPDATE "users" SET name = \'x\';');
    const foreign = (await check()).find(({ code }) => code === 'MIGRATION.FOREIGN_TABLE');
    expect(foreign).toMatchObject({
      component: 'users',
      message: expect.stringContaining('made for "crm"'),
      related: [{ file: 'src/components/users/prisma/schema.prisma', line: 1, column: 7 }],
    });
  });
});

describe('migrations of two branches', () => {
  it('that change different components are told apart, and joined', async () => {
    await project.record();
    project.migration('4_ours', 'ALTER TABLE "Deal" ADD a INT;');
    await project.record();
    // What the other branch had recorded after the same migration.
    const other = await createHistoryProject(schemas);
    for (const id of ['1_users', '2_crm']) other.migration(id, project.read(file(id)));
    other.migration('3_theirs', 'ALTER TABLE "users" ADD a INT;');
    await other.record();
    project.migration('3_theirs', other.read(file('3_theirs')));
    project.write(
      file('3_theirs', 'migration.owners.json'),
      other.read(file('3_theirs', 'migration.owners.json')),
    );
    other.dispose();

    const [problem, ...more] = await check();
    expect(more).toEqual([]);
    expect(problem).toMatchObject({
      code: 'MIGRATION.BRANCHES_MEET',
      message:
        'Migrations of two branches meet: "3_theirs" (users) and "4_ours" (crm); both were made after "2_crm".',
      hint: expect.stringContaining('different components'),
      location: { file: file('4_ours'), line: 1, column: 1 },
      related: [{ file: file('3_theirs') }],
    });
    expect(await project.record()).toEqual(['MIGRATION.BRANCHES_MEET']);
    expect(await project.record({ join: true })).toEqual([]);
    expect(await check()).toEqual([]);
  });

  it('that change the same component get another way out', async () => {
    project.migration('4_ours', 'ALTER TABLE "Deal" ADD a INT;');
    await project.record();
    project.migration('3_theirs', 'ALTER TABLE "Deal" ADD b INT;');
    const meeting = (await check()).find(({ code }) => code === 'MIGRATION.BRANCHES_MEET');
    expect(meeting?.hint).toContain('Both change crm');
  });

  it('are not a migration that is gone', async () => {
    await project.record();
    project.remove('prisma/migrations/1_users');
    expect((await check()).map(short)).toEqual(['MIGRATION.GONE 2_crm/migration.sql:1:1']);
  });
});

describe('files beside a migration', () => {
  it('are checked at their places, all at once', async () => {
    await project.record();
    project.write(file('1_users', 'migration.owners.json'), '{\n  "recordVersion": 2\n}\n');
    project.write(
      file('2_crm', 'migration.allow.json'),
      '{\n  "allow": [\n    { "component": "crm", "kind": "drop-tabel", "reason": "" },\n    { "component": "crm", "kind": "drop-table", "reasn": "x" }\n  ]\n}\n',
    );
    project.migration('3_broken', 'SELECT 1;\nALTER TABL x;');
    const found = (await check()).map(short);
    expect(found).toEqual(
      expect.arrayContaining([
        'MIGRATION.RECORD_INVALID 1_users/migration.owners.json:2:20',
        'MIGRATION.ALLOWANCE_INVALID 2_crm/migration.allow.json:3:35',
        'MIGRATION.ALLOWANCE_INVALID 2_crm/migration.allow.json:3:59',
        'MIGRATION.ALLOWANCE_INVALID 2_crm/migration.allow.json:4:49',
        'MIGRATION.SYNTAX 3_broken/migration.sql:2:7',
      ]),
    );
  });

  it('that are no JSON are said with the place', async () => {
    project.write(file('1_users', 'migration.allow.json'), '{ "allow": [ }');
    const found = (await check()).filter(({ code }) => code === 'MIGRATION.ALLOWANCE_INVALID');
    expect(found.map(short)[0]).toBe('MIGRATION.ALLOWANCE_INVALID 1_users/migration.allow.json:1:14');
  });
});

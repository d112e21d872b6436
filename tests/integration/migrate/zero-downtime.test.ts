import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '@/database/test-utils';
import { applyMigrations } from '../../../build/prisma-engine/apply-migrations.ts';
import { type AppVersion, type Load, startLoad } from '../../support/load.ts';
import { runCommand } from '../../support/running-command.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { type CommandAnswer, tessera } from '../../support/tessera.ts';
import { query, repository, run as runProgram } from '../schema-engine/prisma-project.ts';
import { emptyDatabase } from '../../support/empty-database.ts';

jest.setTimeout(240_000);

const schemaFile = 'src/components/users/prisma/schema.prisma';
const first = `CREATE TABLE "User" (
  "id" INTEGER NOT NULL, "email" TEXT NOT NULL, "name" TEXT NOT NULL DEFAULT '', "count" INTEGER NOT NULL DEFAULT 0, "city" TEXT,
  CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "User_name_idx" ON "User"("name");
`;
const model = (name: string, fields: string): string =>
  `model ${name} {\n  id    Int    @id\n  email String\n${fields}}\n`;
const versionA = model(
  'User',
  '  name  String @default("")\n  count Int @default(0)\n  city  String?\n\n  @@index([name])\n',
);
const versionB = `${model(
  'User',
  '  fullName String @default("")\n  count BigInt @default(0)\n  initial String\n  address Address?\n\n  @@index([fullName])\n',
)}
model Address {
  userId Int     @id
  user   User    @relation(fields: [userId], references: [id], onDelete: Cascade)
  city   String?
}
`;

const a: AppVersion = {
  write: [
    `INSERT INTO "User" ("id", "email", "name", "count", "city") VALUES ($1, $2::text, $2::text, $2::text::integer, $2::text)
      ON CONFLICT ("id") DO UPDATE SET "email" = excluded."email", "name" = excluded."name", "count" = excluded."count", "city" = excluded."city"`,
  ],
  read: 'SELECT "email", "name", "count"::text, "city" FROM "User" WHERE "id" = $1',
};
const b: AppVersion = {
  write: [
    `INSERT INTO "User" ("id", "email", "fullName", "count_bigint", "initial") VALUES ($1, $2::text, $2::text, $2::text::bigint, left($2::text, 1))
      ON CONFLICT ("id") DO UPDATE SET "email" = excluded."email", "fullName" = excluded."fullName", "count_bigint" = excluded."count_bigint", "initial" = excluded."initial"`,
    'INSERT INTO "Address" ("userId", "city") VALUES ($1, $2::text) ON CONFLICT ("userId") DO UPDATE SET "city" = excluded."city"',
  ],
  read: `SELECT "email", "fullName", "count_bigint"::text, "Address"."city" FROM "User" LEFT JOIN "Address" ON "userId" = "id" WHERE "id" = $1 AND "initial" IS NOT NULL`,
};

describe('expand and contract, while two versions of the app read and write', () => {
  let project: TempProject;
  let database: TestDatabase;
  const started: Load[] = [];
  const run = (...args: string[]): Promise<CommandAnswer> =>
    tessera(project.dir, ['migrate', ...args], {
      DATABASE_URL: database.url,
      TEST_DATABASE_URL: process.env['TESSERA_TEST_SERVER_URL'],
    });
  const succeed = async (...args: string[]): Promise<CommandAnswer> => {
    const answer = await run(...args);
    expect(answer).toMatchObject({ exitCode: 0 });
    return answer;
  };
  const deploy = (): Promise<readonly string[]> =>
    applyMigrations({ url: database.url }, join(project.dir, 'prisma/migrations'));
  const load = async (version: AppVersion, nr: 0 | 1): Promise<Load> => {
    const running = await startLoad(database.url, version, { first: 2 + nr, step: 2, instances: 3 });
    started.push(running);
    return running;
  };

  beforeEach(async () => {
    project = createTempProject({
      [schemaFile]: versionA,
      'prisma/migrations/20260101000000_users/migration.sql': first,
    });
    database = await createTestDatabase();
    await query(database.url, emptyDatabase);
    await project.run();
    await succeed('record');
    await deploy();
    await query(database.url, 'INSERT INTO "User" SELECT n, n, n, n, n FROM generate_series(1, 300) n');
  });
  afterEach(async () => {
    for (const one of started.splice(0)) await one.end();
    await database.drop();
    project.dispose();
  });

  /** Transactions that have one of two tables and need the other, from both sides, while migrations want both. */
  async function deployBetween(first: string, second: string): Promise<void> {
    const hold = async (table: string, other: string) => {
      const client = new pg.Client(database.url);
      await client.connect();
      await client.query(`BEGIN; LOCK TABLE "${table}" IN ROW EXCLUSIVE MODE`);
      return async (): Promise<void> => {
        const waiting = `SELECT FROM pg_locks WHERE relation = '"${table}"'::regclass AND mode = 'AccessExclusiveLock' AND NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
        while ((await query(database.url, waiting)).length === 0)
          await new Promise((done) => setTimeout(done, 5));
        await client.query(`LOCK TABLE "${other}" IN ROW EXCLUSIVE MODE`);
        await client.end();
      };
    };
    const [goOn, goOnToo] = [await hold(first, second), await hold(second, first)];
    const deployed = deploy();
    await Promise.all([goOn().then(goOnToo), deployed]);
  }

  /** `prisma migrate dev`, unmodified, with the composed schema: what it would do to what is written. */
  async function migrateDev(): Promise<string> {
    await project.run();
    project.write(
      'prisma.config.mjs',
      `export default { schema: 'prisma/schema', migrations: { path: 'prisma/migrations' }, datasource: { url: process.env.DATABASE_URL } };\n`,
    );
    symlinkSync(join(repository, 'node_modules'), join(project.dir, 'node_modules'), 'dir');
    const prisma = join(repository, 'node_modules/prisma/build/index.js');
    const { stdout, stderr } = await runProgram(
      process.execPath,
      [prisma, 'migrate', 'dev', '--name', 'anything'],
      project.dir,
      { DATABASE_URL: database.url },
    );
    return `${stdout}${stderr}`;
  }

  /** Filled by a process that is killed half-way, and by the next one. */
  async function fill(name: string): Promise<void> {
    const command = [
      join(repository, 'bin/tessera.js'),
      'migrate',
      'backfill',
      name,
      '--batch',
      '20',
      '--pause',
      '100',
    ];
    const killed = runCommand(process.execPath, command, project.dir, { DATABASE_URL: database.url });
    const walked = `SELECT FROM tessera.backfills WHERE "name" = '${name}' AND "batches" > 1`;
    const isThere = `SELECT to_regclass('tessera.backfills') IS NOT NULL AS there`;
    for (;;) {
      const [table] = await query<{ there: boolean }>(database.url, isThere);
      if (table?.there === true && (await query(database.url, walked)).length > 0) break;
      await new Promise((done) => setTimeout(done, 10));
    }
    killed.kill();
    expect((await killed.exited).signal).toBe('SIGKILL');
    expect((await run('contract', '--json')).exitCode).toBe(1);
  }

  it('renames, changes a type, requires and splits, and no request fails', async () => {
    project.write(schemaFile, versionB);
    await succeed(
      'expand',
      '--name',
      'people',
      '--rename',
      'User.name:fullName',
      '--split',
      'User:Address',
      '--fill',
      'User.initial=left("email", 1)',
    );
    const names = ['people_1', 'people_2', 'people_3', 'people_4'];
    expect(JSON.parse((await run('backfill', '--status', '--json')).stdout)).toMatchObject({
      backfills: names.map((name) => ({ name, state: 'not started' })),
    });
    const old = await load(a, 0);
    await old.during(deploy);
    await old.during(() => fill('people_1'));
    await old.during(() => succeed('backfill', '--batch', '20'));

    const next = await load(b, 1);
    await old.during(() => next.during(() => Promise.resolve()));
    expect([...(await old.stop()), ...(await next.stop())]).toEqual([]);
    expect(await old.readAll([...next.written.keys()])).toEqual([...next.written.values()]);
    expect(await next.readAll([...old.written.keys()])).toEqual([...old.written.values()]);

    expect(await migrateDev()).toContain('Already in sync');
    await succeed('contract');
    const last = await load(b, 1);
    await last.during(() => deployBetween('Address', 'User'));
    expect(await last.stop()).toEqual([]);

    const written = new Map([...old.written, ...next.written, ...last.written]);
    expect(written.size).toBeGreaterThan(50);
    expect(await last.readAll([...written.keys()])).toEqual([...written.values()]);
    const untouched = Array.from({ length: 300 }, (_, n) => n + 1).filter((id) => !written.has(id));
    expect(await last.readAll(untouched)).toEqual(untouched.map(String));
    await project.run();
    expect(await run('check')).toMatchObject({ exitCode: 0 });
    expect(project.read(schemaFile)).toBe(
      versionB.replace('count BigInt', 'count BigInt @map("count_bigint")'),
    );
  });

  it('renames a table, and no request fails', async () => {
    const person: AppVersion = {
      write: a.write.map((sql) => sql.replace('"User"', '"Person"')),
      read: a.read.replace('"User"', '"Person"'),
    };
    project.write(schemaFile, versionA.replace('model User', 'model Person'));
    await succeed('expand', '--rename', 'User:Person');
    const old = await load(a, 0);
    await old.during(deploy);
    const next = await load(person, 1);
    await old.during(() => next.during(() => Promise.resolve()));
    expect(await old.stop()).toEqual([]);
    await next.stop();
    expect(await migrateDev()).toContain('Already in sync');
    await succeed('contract');
    const last = await load(person, 1);
    await last.during(deploy);
    expect([...(await next.stop()), ...(await last.stop())]).toEqual([]);
    const written = new Map([...old.written, ...next.written, ...last.written]);
    expect(await next.readAll([...written.keys()])).toEqual([...written.values()]);
  });
});

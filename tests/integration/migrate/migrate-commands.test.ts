import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '@/database/test-utils';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { type CommandAnswer, tessera } from '../../support/tessera.ts';
import { emptyDatabase } from '../../support/empty-database.ts';

const users = (fields: string) =>
  `model User {\n  id Int @id\n  name String\n${fields}\n  @@map("users")\n}\n`;
const schemaFile = (name: string) => `src/components/${name}/prisma/schema.prisma`;
const sqlFile = (id: string) => `prisma/migrations/${id}/migration.sql`;
const first =
  'CREATE TABLE "users" ("id" INTEGER NOT NULL, "name" TEXT NOT NULL, CONSTRAINT "users_pkey" PRIMARY KEY ("id"));\n';

const Found = z.object({
  ok: z.boolean(),
  diagnostics: z.array(
    z.object({
      code: z.string(),
      message: z.string(),
      component: z.string().optional(),
      hint: z.string().optional(),
      location: z.object({ file: z.string(), line: z.number(), column: z.number() }).optional(),
    }),
  ),
});
const Plan = Found.extend({
  database: z.object({ reachable: z.boolean(), reason: z.string().optional() }),
  pending: z.array(z.string()),
  components: z.array(
    z.object({
      name: z.string(),
      statements: z.array(
        z.object({
          migration: z.string().nullable(),
          sql: z.string(),
          class: z.string(),
          owner: z.object({ component: z.string(), model: z.string(), location: z.unknown() }).nullable(),
          rows: z.array(z.object({ table: z.string(), rows: z.number().optional() })),
          findings: z.array(z.object({ rule: z.string(), component: z.string() })),
        }),
      ),
    }),
  ),
});

// Replays run on the server of the tests; the project's own database is none unless a test names one.
const env = { TEST_DATABASE_URL: process.env['TESSERA_TEST_SERVER_URL'] };
let project: TempProject;
const run = (args: string, more: NodeJS.ProcessEnv = {}): Promise<CommandAnswer> =>
  tessera(project.dir, ['migrate', ...args.split(' ')], { ...env, ...more });
const short = ({ diagnostics }: z.infer<typeof Found>) =>
  diagnostics.map(
    ({ code, location }) =>
      `${code} ${location?.file ?? '-'}:${location?.line ?? 0}:${location?.column ?? 0}`,
  );

beforeEach(async () => {
  project = createTempProject({ [schemaFile('users')]: users(''), [sqlFile('1_users')]: first });
  await project.run();
});
afterEach(() => {
  project.dispose();
});

describe('tessera migrate check', () => {
  it('is content with a recorded history that builds the schema', async () => {
    const recorded = await run('record');
    expect(recorded).toMatchObject({
      exitCode: 0,
      stdout: 'wrote prisma/migrations/1_users/migration.owners.json\n',
    });
    expect(await run('check')).toEqual({
      exitCode: 0,
      stdout: '1 migration builds the schema, and each has its owners\n',
      stderr: '',
    });
    expect((await run('record')).stdout).toBe('every migration has its record\n');
  });

  it('says table by table where the schema went on, in the authors’ files, with everything else', async () => {
    await run('record');
    project.write(
      sqlFile('1_users'),
      `${first}\n-- by hand\nCREATE TABLE stray (id INT);\nCREATE INDEX by_name ON "users" ("name");\n`,
    );
    project.write(schemaFile('users'), users('  nick String?'));
    project.write(schemaFile('crm'), 'model Deal {\n  id Int @id\n}\n');
    await project.run();

    const answer = await run('check --json');
    expect(answer.exitCode).toBe(1);
    const found = Found.parse(JSON.parse(answer.stdout));
    expect(short(found)).toEqual([
      `MIGRATION.EDITED ${sqlFile('1_users')}:1:1`,
      `MIGRATION.DRIFT ${sqlFile('1_users')}:4:14`,
      `MIGRATION.DRIFT ${schemaFile('crm')}:1:7`,
      `MIGRATION.DRIFT ${schemaFile('users')}:4:3`,
    ]);
    expect(found.diagnostics.map(({ message }) => message).slice(1)).toEqual([
      expect.stringContaining(
        'Table "stray" is not as the migrations build it. To follow the schema they lack: drop table stray.',
      ),
      expect.stringContaining('create table Deal'),
      // An index is told with its table, not for one.
      expect.stringMatching(/^Table "users" .*: drop index by_name, create column users\.nick\.$/),
    ]);
  });

  it('shows where a migration fails half-way, in the words of the database', async () => {
    project.write(
      sqlFile('2_half'),
      'ALTER TABLE "users" ADD COLUMN "a" INT;\n-- é\nUPDATE "users" SET "b" = 1;\n',
    );
    const answer = await run('check --format github');
    expect(answer.exitCode).toBe(1);
    expect(answer.stdout).toContain(`file=${sqlFile('2_half')},line=3`);
    expect(answer.stdout).toContain('column "b" of relation "users" does not exist');
  });

  it.each([
    [
      'CREATE EXTENSION "not_here";',
      'Install the extension "not_here" on the server that replays migrations',
    ],
    ['ALTER TABLE "users" ADD COLUMN "mail" CITEXT;', 'CREATE EXTENSION IF NOT EXISTS "citext";'],
    ['SELECT missing_function();', 'Mend the migration'],
  ])('knows what to do about an extension that is not there: %s', async (sql, hint) => {
    project.write(sqlFile('2_more'), sql);
    const found = Found.parse(JSON.parse((await run('check --json')).stdout));
    const failed = found.diagnostics.find(({ code }) => code === 'MIGRATION.FAILS');
    expect(failed?.hint).toContain(hint);
  });

  it('takes the tables of a retired component for neither drift nor nobody’s', async () => {
    project.write(schemaFile('archive'), 'model Old {\n  id Int @id\n}\n');
    const old = 'CREATE TABLE "Old" ("id" INTEGER NOT NULL, CONSTRAINT "Old_pkey" PRIMARY KEY ("id"));\n';
    project.write(sqlFile('2_archive'), old);
    await project.run();
    expect((await tessera(project.dir, ['component', 'retire', 'archive'], env)).exitCode).toBe(0);
    project.remove('src/components/archive');

    expect((await run('record')).exitCode).toBe(0);
    expect(project.read('prisma/migrations/2_archive/migration.owners.json')).toContain('"owner":"archive"');
    expect(await run('check')).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('takes a project that lost its components for that, and not for one that wants no tables', async () => {
    project.remove('src/components/users');
    project.remove('components.lock.json');
    for (const command of ['record --json', 'check --json', 'plan --json', 'plan']) {
      const answer = await run(command);
      expect(answer.exitCode).toBe(1);
      expect(answer.stdout).not.toContain('DROP TABLE');
      if (!command.endsWith('--json')) continue;
      const found = Found.parse(JSON.parse(answer.stdout));
      expect(short(found).at(-1)).toBe(`MIGRATION.NO_COMPONENT ${sqlFile('1_users')}:1:14`);
      expect(found.diagnostics.at(-1)?.hint).not.toContain('migrate dev');
    }
    expect(project.read(sqlFile('1_users'))).toBe(first);
    expect(() => project.read('prisma/migrations/1_users/migration.owners.json')).toThrow();

    project.write(schemaFile('users'), users(''));
    await project.run();
    expect((await run('record')).exitCode).toBe(0);
    expect(project.read('prisma/migrations/1_users/migration.owners.json')).toContain('"owner":"users"');
    expect((await run('check')).exitCode).toBe(0);
  });

  it('asks for the component of a lost table, and does not send its author to drop it', async () => {
    await run('record');
    project.write(schemaFile('crm'), 'model Deal {\n  id Int @id\n}\n');
    project.remove('src/components/users');
    project.remove('components.lock.json');
    await project.run();
    const found = Found.parse(JSON.parse((await run('check --json')).stdout));
    expect(short(found)).toEqual([
      `MIGRATION.DRIFT ${sqlFile('1_users')}:1:14`,
      `MIGRATION.DRIFT ${schemaFile('crm')}:1:7`,
    ]);
    expect(found.diagnostics[0]?.hint).toContain('Bring back component "users"');
  });

  it('does not replay what nobody can read', async () => {
    project.write(sqlFile('2_broken'), 'ALTER TABL "users";');
    const found = Found.parse(JSON.parse((await run('check --json')).stdout));
    expect(short(found)).toContain(`MIGRATION.SYNTAX ${sqlFile('2_broken')}:1:7`);
    expect(short(found).join()).not.toContain('MIGRATION.FAILS');
  });
});

describe('tessera migrate plan', () => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client(database.url);
    await client.connect();
    await client.query(emptyDatabase);
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('works without a database: what the next migration would do, whose it is and how bad', async () => {
    project.write(schemaFile('users'), users('  nick String\n  age  Int?').replace('  name String\n', ''));
    await project.run();
    const answer = await run('plan --json');
    const plan = Plan.parse(JSON.parse(answer.stdout));

    expect(answer.exitCode).toBe(1);
    expect(plan.database.reachable).toBe(false);
    expect(plan.components.map(({ name }) => name)).toEqual(['users']);
    const [statement] = plan.components[0]?.statements ?? [];
    expect(statement).toMatchObject({
      migration: null,
      class: 'destructive',
      owner: { component: 'users', model: 'User' },
      findings: [{ rule: 'drop-column' }, { rule: 'required-column' }],
    });
    expect(short(plan)).toEqual([
      `MIGRATION.NOT_ALLOWED ${schemaFile('users')}:1:7`,
      `MIGRATION.NOT_ALLOWED ${schemaFile('users')}:3:3`,
    ]);

    const allowed = await run('plan --allow users:destructive --allow users:required-column');
    expect(allowed.exitCode).toBe(0);
    expect(allowed.stdout).toContain('drop-column: drops column "users"."name"');
    expect(allowed.stdout).toContain(
      '0 committed migrations to apply, 1 statement in the next one; 1 destructive',
    );
  });

  it('shows committed migrations that the database lacks first, with the rows they touch', async () => {
    await client.query(`${first}INSERT INTO users SELECT n, 'x' FROM generate_series(1, 12) n;
      CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz,
        migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
        started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0);`);
    const checksum = createHash('sha256').update(first).digest('hex');
    await client.query(
      'INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ($1, $2, now(), $3, 1)',
      ['1', checksum, '1_users'],
    );
    project.write(sqlFile('2_index'), 'CREATE INDEX "users_name_idx" ON "users"("name");');
    project.write(schemaFile('users'), users('  nick String?\n  @@index([name])'));
    await project.run();

    const answer = await run('plan --json', { DATABASE_URL: database.url });
    const plan = Plan.parse(JSON.parse(answer.stdout));
    expect(plan.pending).toEqual(['2_index']);
    expect(plan.components[0]?.statements).toMatchObject([
      { migration: '2_index', class: 'locks', rows: [{ table: 'users', rows: 12 }] },
      { migration: null, class: 'safe', rows: [{ table: 'users', rows: 12 }] },
    ]);
    expect(short(plan)).toEqual([`MIGRATION.NOT_ALLOWED ${sqlFile('2_index')}:1:1`]);

    project.write(
      'prisma/migrations/2_index/migration.allow.json',
      JSON.stringify({ allow: [{ component: 'users', kind: 'locks', reason: 'twelve | rows' }] }),
    );
    const markdown = await run('plan --markdown', { DATABASE_URL: database.url });
    expect(markdown.exitCode).toBe(0);
    expect(markdown.stdout).toContain('### users');
    expect(markdown.stdout).toContain('| locks | `CREATE INDEX "users_name_idx" ON "users"("name")` |');
    expect(markdown.stdout).toContain('Allowed: twelve \\| rows.');
    expect(markdown.stdout).toContain('12 rows in "users"');

    // What is not written yet is planned as `migrate dev` will write it beside these rows.
    project.write(schemaFile('users'), users('  nick String?\n  @@index([name])\n  @@index([nick])'));
    await project.run();
    const later = Plan.parse(JSON.parse((await run('plan --json', { DATABASE_URL: database.url })).stdout));
    expect(later.components[0]?.statements.slice(1)).toMatchObject([
      { migration: null, class: 'safe', sql: 'ALTER TABLE "users" ADD COLUMN     "nick" TEXT' },
      { migration: null, class: 'safe', sql: 'DROP INDEX IF EXISTS "users_nick_idx"' },
      {
        migration: null,
        class: 'safe',
        sql: 'CREATE INDEX CONCURRENTLY "users_nick_idx" ON "users"("nick")',
      },
    ]);
    const text = await run('plan', { DATABASE_URL: database.url });
    expect(text).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('a migration of its own after the next one'),
    });
  });

  it('says so when there is nothing to do', async () => {
    const answer = await run('plan');
    expect(answer).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('nothing to migrate: the migrations build the schema'),
    });
  });

  it.each([
    ['users', 'is no <component>:<kind>'],
    ['users:drop-tabel', 'is no <component>:<kind>'],
    ['nobody:drop-table', 'no component "nobody"'],
  ])('refuses to allow %s', async (allowance, words) => {
    const answer = await run(`plan --allow ${allowance}`);
    expect(answer.exitCode).toBe(2);
    expect(answer.stderr).toContain(words);
  });

  it('takes what a branch adds as pending', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: project.dir });
    git('init', '-q');
    git('add', 'prisma/migrations');
    git('commit', '-qm', 'base');
    project.write(sqlFile('2_new'), 'TRUNCATE "users";');

    const plan = Plan.parse(JSON.parse((await run('plan --base HEAD --json')).stdout));
    expect(plan.pending).toEqual(['2_new']);
    expect(plan.components[0]?.statements[0]?.findings).toMatchObject([
      { rule: 'truncate', component: 'users' },
    ]);
  });

  it('refuses a base that git does not know', async () => {
    const answer = await run('plan --base nowhere --json');
    expect(answer.exitCode).toBe(2);
    expect(Found.parse(JSON.parse(answer.stdout)).diagnostics[0]?.code).toBe('CALL.INVALID');
  });
});

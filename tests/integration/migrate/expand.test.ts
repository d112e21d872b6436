import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { createTestDatabase } from '@/database/test-utils';
import { applyMigrations } from '../../../build/prisma-engine/apply-migrations.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { type CommandAnswer, tessera } from '../../support/tessera.ts';
import { query } from '../schema-engine/prisma-project.ts';
import { emptyDatabase } from '../../support/empty-database.ts';

jest.setTimeout(180_000);

const schemaFile = 'src/components/users/prisma/schema.prisma';
const history = `CREATE TABLE "User" ("id" SERIAL NOT NULL, "name" TEXT NOT NULL, CONSTRAINT "User_pkey" PRIMARY KEY ("id"));
CREATE UNIQUE INDEX "User_name_key" ON "User"("name");
`;
const user = (fields: string): string => `model User {\n  id Int @id @default(autoincrement())\n${fields}}\n`;
const env = { TEST_DATABASE_URL: process.env['TESSERA_TEST_SERVER_URL'] };

const Answer = z.object({
  ok: z.boolean(),
  migrations: z.array(z.object({ id: z.string(), sql: z.string() })),
  files: z.array(z.string()),
  diagnostics: z.array(
    z.object({
      code: z.string(),
      severity: z.string(),
      message: z.string(),
      hint: z.string().optional(),
      location: z.object({ file: z.string(), line: z.number(), column: z.number() }).optional(),
    }),
  ),
});

let project: TempProject;
const run = (args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<CommandAnswer> =>
  tessera(project.dir, ['migrate', ...args], { ...env, ...more });
async function answerOf(...args: string[]) {
  const { exitCode, stdout } = await run([...args, '--json']);
  return { exitCode, ...Answer.parse(JSON.parse(stdout)) };
}
const codes = ({ diagnostics }: z.infer<typeof Answer>) => diagnostics.map(({ code }) => code);

beforeEach(async () => {
  project = createTempProject({
    [schemaFile]: user('  name String @unique\n'),
    'prisma/migrations/20260101000000_users/migration.sql': history,
  });
  await project.run();
  expect(await run(['record'])).toMatchObject({ exitCode: 0 });
});
afterEach(() => {
  project.dispose();
});

describe('tessera migrate expand', () => {
  it('guesses nothing and writes nothing until it is told, with calls that can be pasted', async () => {
    expect((await run(['expand'])).stdout).toBe('no change here needs steps: npx prisma migrate dev\n');
    project.write(schemaFile, user('  fullName String @unique\n  kind String\n'));
    const before = project.tree('.');

    const asked = await answerOf('expand');
    expect(asked).toMatchObject({
      exitCode: 1,
      ok: false,
      files: [],
      diagnostics: [
        {
          code: 'EXPAND.AMBIGUOUS',
          hint: 'Say it: tessera migrate expand --rename User.name:fullName, or tessera migrate expand --rename User.name:kind, or tessera migrate expand --drop User.name.',
          location: { file: schemaFile, line: 1, column: 7 },
        },
      ],
    });
    const needed = await answerOf('expand', '--rename', 'User.name:fullName');
    expect([needed.exitCode, codes(needed)]).toEqual([1, ['EXPAND.NEEDS_FILL']]);
    expect(needed.diagnostics[0]).toMatchObject({ location: { file: schemaFile, line: 4, column: 3 } });
    const wrong = await answerOf('expand', '--rename', 'Nobody.a:b', '--drop', 'User', '--fill', 'User.kind');
    expect([wrong.exitCode, codes(wrong)]).toEqual([
      2,
      ['EXPAND.UNKNOWN_NAME', 'CALL.INVALID', 'CALL.INVALID'],
    ]);
    const dry = [
      '--rename',
      'User.name:fullName',
      '--fill',
      `User.kind='a'`,
      '--name',
      'Two things',
      '--dry-run',
    ];
    const shown = await run(['expand', ...dry]);
    expect(shown).toMatchObject({ exitCode: 0, stderr: '' });
    expect(shown.stdout).toContain('CREATE UNIQUE INDEX CONCURRENTLY "User_fullName_key"');
    expect(shown.stdout).toMatch(/would write prisma\/migrations\/\d{14}_two_things_expand\n/);
    const failing = await answerOf('expand', ...dry.map((one) => one.replace(`='a'`, '=no_such_function()')));
    expect([failing.exitCode, codes(failing)]).toEqual([1, ['EXPAND.FAILS']]);
    expect(project.tree('.')).toEqual(before);
    project.write(schemaFile, user('  name String\n  grade Int\n'));
    const unsafe = await answerOf('expand', '--fill', 'User.grade=1');
    expect(unsafe).toMatchObject({
      exitCode: 1,
      files: [],
      diagnostics: [
        {
          code: 'EXPAND.NOT_SAFE',
          message: expect.stringContaining('drops index "User_name_key"'),
          location: { file: schemaFile, line: 1, column: 7 },
        },
      ],
    });
    project.write(schemaFile, user('  fullName String @unique\n  kind String\n'));
    expect(project.tree('.')).toEqual(before);
  });

  it('is finished by the next call when it is killed, and everything says the same afterwards', async () => {
    project.write(schemaFile, user('  fullName String @unique\n'));
    await run(['expand', '--rename', 'User.name:fullName']);
    const whole = project.tree('.');
    const between = project.read(schemaFile);
    expect(between).toContain('  name String? @unique(map: "User_name_key") @ignore // until');
    const [folder, index] = Object.keys(project.tree('prisma/migrations'))
      .filter((file) => file.endsWith('migration.sql'))
      .slice(1)
      .map((file) => file.replace('/migration.sql', ''));
    const files = (id: string) =>
      Object.entries(project.tree(`prisma/migrations/${id}`)).map(([name, text]) => [name, text]);
    // As it is when the power fails behind the first folder.
    const journal = {
      folders: [folder, index].map((id) => ({ id, files: files(String(id)) })),
      backfills: [['prisma/backfills/user_full_name.ts', project.read('prisma/backfills/user_full_name.ts')]],
      edits: z
        .object({ edits: z.array(z.unknown()) })
        .parse(JSON.parse(project.read(`prisma/migrations/${String(folder)}/migration.expand.json`))).edits,
      from: 'original',
      to: 'between',
      gone: [],
    };
    project.write('.tessera/migrate-step.json', JSON.stringify(journal));
    project.remove(`prisma/migrations/${String(index)}`);
    project.write(schemaFile, user('  fullName String @unique\n'));

    expect((await run(['expand'])).stdout).toContain('the last step was not whole; now it is');
    expect(project.tree('.')).toEqual(whole);
    await project.run();
    expect(await run(['check'])).toMatchObject({ exitCode: 0 });
    expect(await run(['plan'])).toMatchObject({ exitCode: 0 });
  });
});

describe('tessera migrate contract', () => {
  it('has nothing to do without an open step', async () => {
    const answer = await answerOf('contract');
    expect([answer.exitCode, codes(answer)]).toEqual([2, ['CONTRACT.NOTHING_OPEN']]);
  });

  it('asks which step is meant when several are open, and refuses records that it cannot read', async () => {
    const migrations = 'prisma/migrations';
    project.write(schemaFile, user('  fullName String @unique\n'));
    await run(['expand', '--rename', 'User.name:fullName']);
    const [first = ''] = Object.keys(project.tree(migrations)).filter((file) =>
      file.endsWith('.expand.json'),
    );
    const second = '20990101000000_again';
    const record = project.read(`${migrations}/${first}`);
    project.write(`${migrations}/${second}/migration.sql`, 'SELECT 1;\n');
    project.write(`${migrations}/${second}/migration.expand.json`, record);
    const asked = await answerOf('contract');
    expect([asked.exitCode, codes(asked)]).toEqual([2, ['EXPAND.STILL_OPEN']]);
    expect(asked.diagnostics[0]?.hint).toBe(
      `Name it: tessera migrate contract ${first.split('/')[0] ?? ''}, or tessera migrate contract ${second}.`,
    );

    project.write(`${migrations}/${second}/migration.expand.json`, record.replace('"title"', '"titel"'));
    project.write(`${migrations}/${second}/migration.contract.json`, '{');
    const before = project.tree('.');
    const broken = await answerOf('contract');
    expect([broken.exitCode, new Set(codes(broken))]).toEqual([1, new Set(['EXPAND.RECORD_INVALID'])]);
    expect(broken.diagnostics.map(({ location }) => location?.file.split('/').at(-1))).toEqual(
      expect.arrayContaining(['migration.expand.json', 'migration.contract.json']),
    );
    expect(project.tree('.')).toEqual(before);
  });

  it('refuses a database on which rows are left, and lines that somebody changed', async () => {
    project.write(schemaFile, user('  title String @unique\n  grade Int @default(0)\n'));
    await run(['expand', '--rename', 'User.name:title']);
    const { url, drop } = await createTestDatabase();
    const database = { DATABASE_URL: url };
    const refused = async () => {
      const { exitCode, stdout } = await run(['contract', '--json'], database);
      return [exitCode, ...codes(Answer.parse(JSON.parse(stdout)))];
    };
    try {
      await query(url, emptyDatabase);
      expect(await refused()).toEqual([1, 'CONTRACT.NOT_APPLIED']);
      await applyMigrations({ url }, `${project.dir}/prisma/migrations`);
      expect(await refused()).toEqual([1, 'CONTRACT.ROWS_LEFT']);
      expect(await run(['backfill'], database)).toMatchObject({ exitCode: 0 });
      // A backfill that cannot be read, or is not there, is no answer.
      project.write('prisma/backfills/broken.ts', 'export default { table: 1 };\n');
      expect(await refused()).toEqual([1, expect.stringMatching(/^BACKFILL\.INVALID/)]);
      project.remove('prisma/backfills/broken.ts');
      const written = Object.entries(project.tree('prisma/backfills'));
      for (const [file] of written) project.remove(`prisma/backfills/${file}`);
      expect(await refused()).toEqual([1, 'CONTRACT.ROWS_LEFT']);
      for (const [file, text] of written) project.write(`prisma/backfills/${file}`, text);
      await query(
        url,
        `ALTER TABLE "User" DISABLE TRIGGER ALL, DROP CONSTRAINT "User_title_filled"; INSERT INTO "User" ("name") VALUES ('left')`,
      );
      expect(await refused()).toEqual([1, 'CONTRACT.ROWS_LEFT']);
    } finally {
      await drop();
    }
    const between = project.read(schemaFile);
    project.write(schemaFile, between.replace('title String?', 'title String'));
    const edited = await answerOf('contract');
    expect([edited.exitCode, codes(edited)]).toEqual([1, ['CONTRACT.NOT_LOOKED', 'EXPAND.SCHEMA_EDITED']]);
    project.write(schemaFile, between.replace('grade', 'grades'));
    const other = await answerOf('contract');
    expect([other.exitCode, codes(other)]).toEqual([1, ['CONTRACT.NOT_LOOKED', 'MIGRATION.DRIFT']]);
  });
});

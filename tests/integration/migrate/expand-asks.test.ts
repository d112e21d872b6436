import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { runCommandLine } from '../../../build/shells/cli/run-command-line.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { tessera } from '../../support/tessera.ts';

const schemaFile = 'src/components/users/prisma/schema.prisma';
const history = `CREATE TABLE "User" ("id" SERIAL NOT NULL, "name" TEXT NOT NULL, "town" TEXT, CONSTRAINT "User_pkey" PRIMARY KEY ("id"));`;
const user = (fields: string): string => `model User {\n  id Int @id @default(autoincrement())\n${fields}}\n`;
const env = { TEST_DATABASE_URL: process.env['TESSERA_TEST_SERVER_URL'] };

let project: TempProject;
beforeEach(async () => {
  project = createTempProject({
    [schemaFile]: user('  name String\n  town String?\n'),
    'prisma/migrations/20260101000000_users/migration.sql': history,
  });
  await project.run();
  expect(await tessera(project.dir, ['migrate', 'record'], env)).toMatchObject({ exitCode: 0 });
  project.write(schemaFile, user('  fullName String\n'));
});
afterEach(() => {
  project.dispose();
});

/** `tessera migrate expand` on a terminal at which somebody presses these keys when these words are shown. */
async function atTerminal(...typed: readonly (readonly [shown: string, keys: string])[]) {
  const [stdin, stdout, stderr] = [terminal(), terminal(), terminal()];
  let screen = '';
  const left = [...typed];
  stdout.on('data', (text: Buffer) => {
    screen += text.toString();
    const [shown, keys] = left[0] ?? [];
    if (shown === undefined || !screen.includes(shown)) return;
    left.shift();
    screen = '';
    // A person is not faster than the question.
    setImmediate(() => stdin.write(keys));
  });
  const io = { stdin, stdout, stderr, env, cwd: project.dir };
  const exitCode = await runCommandLine(['migrate', 'expand', '--dry-run'], io);
  return { exitCode, unanswered: left.length, screen };
}
const terminal = () =>
  Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined, columns: 120 });
const [down, enter, interrupt] = ['\u001B[B', '\r', '\u0003'];

it('asks at a terminal what becomes of each column, and goes on with the answers', async () => {
  const answer = await atTerminal(
    ['"User"."name" is gone from the schema', enter],
    ['"User"."town" is gone from the schema', down + enter],
  );
  expect(answer).toMatchObject({ exitCode: 0, unanswered: 0 });
  expect(answer.screen).toContain('ADD COLUMN     "fullName" TEXT');
});

it('does nothing when the person gives up', async () => {
  expect(await atTerminal(['"User"."name" is gone from the schema', interrupt])).toMatchObject({
    exitCode: 1,
    unanswered: 0,
  });
});

it('refuses SQL of a flag that PostgreSQL cannot read', async () => {
  const flags = [
    '--drop',
    'User.name',
    '--drop',
    'User.town',
    '--fill',
    'User.fullName=upper(',
    '--back',
    'User.name=1',
  ];
  const { exitCode, stderr } = await tessera(project.dir, ['migrate', 'expand', ...flags], env);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('EXPAND.FAILS');
  expect(stderr).toContain('mismatched parentheses');
});

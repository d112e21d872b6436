import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { askForComponent } from '../../../build/use-cases/scaffold/ask-for-component.ts';
import { runCommandLine } from '../../../build/shells/cli/run-command-line.ts';
import { ownVersion } from '../../../build/files/own-version.ts';
import { createComponent } from '../../../build/use-cases/scaffold/create-component.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

let project: TempProject;
beforeEach(() => {
  project = createTempProject({
    'src/components/users/component.json': '{ "version": "2.1.0" }',
    'src/components/users/prisma/schema.prisma':
      'model User {\n  id Int @id\n}\nmodel Seat {\n  row Int\n  col Int\n  @@id([row, col])\n}\n',
  });
});
afterEach(() => {
  project.dispose();
});

async function create(...args: string[]) {
  const [stdout, stderr, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const io = { stdout, stderr, stdin, env: {}, cwd: project.dir };
  const exitCode = await runCommandLine(['component', 'new', ...args], io);
  stdout.end();
  stderr.end();
  return { exitCode, stdout: await text(stdout), stderr: await text(stderr) };
}

describe('tessera component new', () => {
  it('points at a model of another component: required, optional in the row, of the same type', async () => {
    expect(await create('notes', '--with-relation-to', 'users.User')).toMatchObject({
      exitCode: 0,
      stderr: '',
    });

    expect(JSON.parse(project.read('src/components/notes/component.json'))).toEqual({
      version: '0.1.0',
      description: '',
      engines: { tessera: `^${ownVersion()}` },
      requires: { users: '^2.1.0' },
      permissions: { 'notes.read': 'See notes', 'notes.write': 'Create, change and delete notes' },
      roles: { viewer: ['notes.read'], editor: ['notes.*'] },
    });
    expect(project.read('src/components/notes/prisma/schema.prisma')).toContain(
      [
        '  userId    Int?',
        '  user      User?    @relation(fields: [userId], references: [id])',
        '  createdAt DateTime @default(now()) @db.Timestamptz(3)',
      ].join('\n'),
    );
    expect(project.read('prisma/schema/users.prisma')).toContain('notes Note[]');
  });

  it.each([
    [['Bad Name'], 2, 'Take "bad-name"'],
    [['main'], 2, 'reserved'],
    [[], 2, 'Which name?'],
    [['notes', '--model', 'note'], 2, 'is not a model name'],
    [['people', '--model', 'User'], 1, 'The component "users" has a User already.'],
    [['users', '--model', 'Other'], 1, 'src/components/users exists'],
    [['notes', '--with-relation-to', 'user.User'], 2, 'Did you mean "users"?'],
    [['notes', '--with-relation-to', 'users.Usr'], 2, 'Did you mean "User"?'],
    [['notes', '--with-relation-to', 'users'], 2, 'names no model'],
    [['notes', '--with-relation-to', 'users.Seat'], 2, 'by hand'],
    [['notes', '--no-model', '--with-relation-to', 'users.User'], 2, 'leave out --no-model'],
    [['notes', '--project', 'nowhere'], 2, 'is not a folder'],
  ])('refuses %j and writes nothing', async (args, exitCode, words) => {
    const before = project.tree('.');

    const answer = await create(...args);

    expect(answer.exitCode).toBe(exitCode);
    expect(answer.stderr).toContain(words);
    expect(project.tree('.')).toEqual(before);
  });

  it('sees a folder in other letters', async () => {
    project.write('src/components/Notes/README.md', '');

    expect(await create('notes')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('/Notes exists'),
    });
  });

  it('prints JSON', async () => {
    const { exitCode, stdout } = await create('mailer', '--no-model', '--json');

    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      component: 'mailer',
      files: expect.arrayContaining(['src/components/mailer/mailer.module.ts']),
      next: [
        'npx tessera component test mailer',
        'npm test -- src/components/mailer',
        'npm run dev',
        expect.any(String),
      ],
    });
  });
});

describe('the JSON of a component that is not made as it was meant', () => {
  it.each([
    [['Bad Name'], 2, 'CALL.INVALID'],
    [['people', '--model', 'User'], 1, 'SCAFFOLD.MODEL_TAKEN'],
    [['users', '--model', 'Other'], 1, 'SCAFFOLD.FOLDER_TAKEN'],
    [['notes', '--project', 'nowhere'], 2, 'CALL.NO_PROJECT'],
  ])('says by a code why %j is refused', async (args, exitCode, code) => {
    const answer = await create(...args, '--json');

    expect(answer.exitCode).toBe(exitCode);
    expect(JSON.parse(answer.stdout)).toEqual({
      ok: false,
      diagnostics: [expect.objectContaining({ code, severity: 'error' })],
    });
  });

  it('says what is left when the component is written and the project does not compose', async () => {
    project.write('src/components/users/prisma/schema.prisma', 'model User {\n  id Nonsense @id\n}\n');

    const { exitCode, stdout } = await create('mailer', '--no-model', '--json');

    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      component: 'mailer',
      left: [expect.stringContaining('tessera compose')],
      diagnostics: [{ code: 'SCHEMA.INVALID' }],
    });
    expect(project.has('src/components/mailer/mailer.module.ts')).toBe(true);
  });
});

describe('the questions on a terminal', () => {
  const unknown = { name: undefined, description: undefined, model: undefined, withRelationTo: undefined };
  const answering = (texts: (string | undefined)[], confirmed: boolean | undefined = true) => {
    const asked: string[] = [];
    return {
      asked,
      text: ({ message }: { message: string }) => {
        asked.push(message);
        return Promise.resolve(texts.shift());
      },
      confirm: () => Promise.resolve(confirmed),
    };
  };

  it('ask for what the flags left open', async () => {
    const questions = answering(['notes', 'Notes.', 'Note', '']);

    expect(await askForComponent(unknown, questions)).toEqual({
      name: 'notes',
      description: 'Notes.',
      model: 'Note',
      withRelationTo: undefined,
    });
    expect(questions.asked).toHaveLength(4);
  });

  it('ask nothing that was said', async () => {
    const known = { name: 'notes', description: '', model: false, withRelationTo: undefined } as const;
    const questions = answering([]);

    expect(await askForComponent(known, questions)).toEqual(known);
    expect(questions.asked).toEqual([]);
  });

  it('end when the person gives up', async () => {
    expect(await askForComponent(unknown, answering([undefined]))).toBeUndefined();

    expect(await createComponent(project.dir, () => Promise.resolve(undefined))).toMatchObject({
      kind: 'refused',
      problems: [{ code: 'CALL.CANCELLED', message: 'Nothing was made.' }],
    });
  });
});

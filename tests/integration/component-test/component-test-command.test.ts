import { resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { runCommandLine } from '../../../build/shells/cli/run-command-line.ts';
import { chooseComponents } from '../../../build/use-cases/component-test/choose-components.ts';
import { createLocator } from '../../../build/use-cases/component-test/locate.ts';
import { makeWorkshop } from '../../../build/use-cases/component-test/make-workshop.ts';
import {
  makeTemplateDatabase,
  schemaScript,
} from '../../../build/use-cases/component-test/template-database.ts';
import { loadProjectConfig } from '../../../build/config/load-project-config.ts';
import { runCommand } from '../../support/running-command.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

let project: TempProject;
afterEach(() => {
  project.dispose();
});

const files = {
  'package.json': '{ "type": "module" }',
  'src/main.ts': '',
  'src/generated/components.ts': 'old',
  'src/components/tenants/prisma/schema.prisma': 'model Tenant {\n  id Int @id\n}\n',
  'src/components/users/component.json': '{ "requires": { "tenants": "*" } }',
  'src/components/users/prisma/schema.prisma':
    'model User {\n  id Int @id\n  tenantId Int\n  tenant Tenant @relation(fields: [tenantId], references: [id])\n}\n',
  'src/components/users/users.service.ts':
    'export class Users {\n  async find<T>(id: T) {\n    return id;\n  }\n\n  one = () => this.find(1);\n}\n',
  'src/components/notes/component.json': '{ "requires": { "users": "*" } }',
  'src/components/other/prisma/schema.prisma': 'model User {\n  broken\n}\n',
};
/** The server of this test run, so that none has to be started. */
const env = { TEST_DATABASE_URL: process.env['TESSERA_TEST_SERVER_URL'] };

async function test(...args: string[]) {
  const [stdout, stderr, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const io = { stdout, stderr, stdin, env, cwd: project.dir };
  const exitCode = await runCommandLine(['component', 'test', ...args], io);
  stdout.end();
  stderr.end();
  return { exitCode, stdout: await text(stdout), stderr: await text(stderr) };
}

async function configOf() {
  const loaded = await loadProjectConfig(project.dir);
  if (!loaded.ok) throw new Error('no configuration');
  return loaded.config;
}

describe('tessera component test', () => {
  it('suggests the nearest name, and refuses a retired component', async () => {
    project = createTempProject(files);

    expect(await test('user')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Did you mean "users"?'),
    });
    expect(JSON.parse((await test('nothing-like-it', '--json')).stdout)).toMatchObject({
      ok: false,
      component: 'nothing-like-it',
      checks: [],
      diagnostics: [{ code: 'CALL.UNKNOWN_COMPONENT', hint: 'There are: notes, other, tenants, users.' }],
    });
    project.write(
      'components.lock.json',
      JSON.stringify({
        lockVersion: 1,
        components: { other: { state: 'retired', version: '1.0.0', hash: '', tables: [], enums: [] } },
      }),
    );
    expect(JSON.parse((await test('other', '--json')).stdout)).toMatchObject({
      diagnostics: [
        { message: expect.stringContaining('is retired'), hint: expect.stringContaining('restore other') },
      ],
    });
    const nowhere = await test('users', '--project', 'nowhere', '--json');
    expect(nowhere.exitCode).toBe(2);
    expect(JSON.parse(nowhere.stdout)).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'CALL.NO_PROJECT' }],
    });
  });

  it("stops at what does not compose alone, at the author's place", async () => {
    project = createTempProject({
      ...files,
      'src/components/notes/prisma/schema.prisma': 'model Note {\n  id Int @id\n  text Strin\n}\n',
    });

    const { exitCode, stdout } = await test('notes', '--json');

    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      component: 'notes',
      components: ['notes', 'tenants', 'users'],
      checks: [
        {
          check: 'compose',
          ok: false,
          ms: expect.any(Number),
          problems: expect.arrayContaining([
            expect.objectContaining({
              code: 'SCHEMA.INVALID',
              location: expect.objectContaining({
                file: 'src/components/notes/prisma/schema.prisma',
                line: 3,
              }),
            }),
          ]),
        },
      ],
    });
    expect(project.tree('.tessera/component-test')).toEqual({});
    expect(project.read('src/generated/components.ts')).toBe('old');
  });

  it("stops at a schema that PostgreSQL refuses, with the server's words", async () => {
    const schema = 'src/components/tenants/prisma/schema.prisma';
    project = createTempProject({
      ...files,
      [schema]: 'model Tenant {\n  id Int @id @default(dbgenerated("no_such_function()"))\n}\n',
    });

    const { exitCode, stdout } = await test('tenants', '--json');

    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      checks: [
        { check: 'compose', ok: true },
        {
          check: 'database',
          ok: false,
          problems: [
            {
              code: 'TEST.DATABASE',
              component: 'tenants',
              message: expect.stringContaining('no_such_function() does not exist'),
              location: { file: schema, line: 1, column: 1 },
            },
          ],
        },
      ],
    });
    expect(project.tree('.tessera/component-test')).toEqual({});
  });

  it('says when the project has no Jest', async () => {
    project = createTempProject({ ...files, 'src/components/notes/prisma/schema.prisma': '' });

    // A process of its own: inside this one every folder finds the Jest that runs it.
    const args = [resolve('bin/tessera.js'), 'component', 'test', 'tenants'];
    const { code, output } = await runCommand(process.execPath, args, project.dir, env).exited;

    expect({ code, output }).toEqual({
      code: 2,
      output: expect.stringMatching(/TEST\.SETUP: Jest is not installed in this project\.\n[^]*npm ci\n/),
    });
    expect(project.tree('.tessera/component-test')).toEqual({});
  });
});

describe('the workshop', () => {
  it('holds the component and what it requires, and what a killed run left goes', async () => {
    project = createTempProject({ ...files, '.tessera/component-test/999999999-ab/src/x.ts': '' });
    const config = await configOf();
    const chosen = chooseComponents(config, 'notes');
    if (!chosen.ok) throw new Error(chosen.problem.message);

    const workshop = makeWorkshop(config, chosen.components);

    const below = `.tessera/component-test/${workshop.dir.split('/').pop() ?? ''}`;
    expect(
      Object.keys(project.tree('.tessera/component-test')).every((file) =>
        file.startsWith(`${process.pid}-`),
      ),
    ).toBe(true);
    expect(
      Object.keys(project.tree(below)).filter((file) => !file.startsWith('src/components/users')),
    ).toEqual([
      'package.json',
      'src/components/notes/component.json',
      'src/components/tenants/prisma/schema.prisma',
      'src/main.ts',
    ]);
    expect(project.read('.tessera/.gitignore')).toBe('*\n');
    workshop.remove();
    expect(project.tree('.tessera/component-test')).toEqual({});
  });

  it("finds places in the author's files", async () => {
    project = createTempProject(files);
    const config = await configOf();
    const chosen = chooseComponents(config, 'users');
    if (!chosen.ok) throw new Error(chosen.problem.message);
    const locator = createLocator(project.dir, chosen.component);
    const file = 'src/components/users/users.service.ts';
    const stack = `Error: x\n    at y (${project.dir}/src/main.ts:9:9)\n    at async z (file://${project.dir}/${file}:3:5)`;

    expect(locator.inStack(stack)).toEqual({ file, line: 3, column: 5 });
    expect(locator.inStack('Error: x')).toBeUndefined();
    expect(locator.ofHandler('Users.find')).toEqual({ file, line: 2, column: 9, length: 4 });
    expect(locator.ofHandler('Users')).toEqual({ file, line: 1, column: 14, length: 5 });
    expect(locator.ofHandler('Use.find')).toBeUndefined();
  });
});

describe('the template database', () => {
  it('has the composed schema, and goes with all its copies', async () => {
    project = createTempProject({
      ...files,
      'src/components/other/prisma/schema.prisma': 'model Other {\n  id Int @id\n}\n',
    });
    project.remove('src/generated');
    expect(await project.run()).toMatchObject({ ok: true });
    const serverUrl = process.env['TESSERA_TEST_SERVER_URL'] ?? '';

    const template = await makeTemplateDatabase(serverUrl, await schemaScript(await configOf()));
    const copy = template.name.replace('template', 'test');
    const made = await makeTemplateDatabase(serverUrl, `CREATE TABLE "x" (id int)`);
    await onServer(`CREATE DATABASE "${copy}_1" TEMPLATE "${template.name}"`);

    expect({ tables: template.tables, databases: await databases() }).toEqual({
      tables: 3,
      databases: expect.arrayContaining([template.name, `${copy}_1`, made.name]),
    });
    await template.drop();
    expect(await databases()).toEqual(expect.arrayContaining([made.name]));
    expect(await databases()).not.toContain(`${copy}_1`);
    expect(await databases()).not.toContain(template.name);
    await made.drop();
    await expect(makeTemplateDatabase(serverUrl, 'CREATE NONSENSE')).rejects.toThrow('NONSENSE');
  });
});

async function onServer(statement: string): Promise<{ name: string }[]> {
  const client = new Client(process.env['TESSERA_TEST_SERVER_URL']);
  await client.connect();
  try {
    return (await client.query<{ name: string }>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function databases(): Promise<string[]> {
  return (await onServer('SELECT datname AS name FROM pg_database')).map(({ name }) => name);
}

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runCommandLine } from '../../../build/shells/cli/run-command-line.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

const model = (name: string) => `model ${name} {\n  id Int @id\n}\n`;
const schema = (name: string) => `src/components/${name}/prisma/schema.prisma`;

let project: TempProject;
beforeEach(() => {
  project = createTempProject({ [schema('crm')]: model('Deal') });
});
afterEach(() => {
  project.dispose();
});

/** The command in this process; `--project` is the temporary one. */
async function tessera(...args: string[]) {
  const [stdout, stderr, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const exitCode = await runCommandLine(args, { stdout, stderr, stdin, env: {}, cwd: project.dir });
  stdout.end();
  stderr.end();
  return { exitCode, stdout: await text(stdout), stderr: await text(stderr) };
}

async function composeJson(...args: string[]) {
  const { exitCode, stdout, stderr } = await tessera('compose', '--json', ...args);
  expect(stderr).toBe('');
  const report: unknown = JSON.parse(stdout);
  return { exitCode, report };
}

describe('tessera compose --json', () => {
  it('prints the report of the contract', async () => {
    project.write(
      'src/components/crm/component.json',
      '{ "version": "1.2.0", "requires": { "users": "^1.0.0" } }',
    );
    project.write('src/components/users/component.json', '{ "version": "1.0.0" }');
    const { exitCode, report } = await composeJson();
    expect(exitCode).toBe(0);
    expect(report).toEqual({
      ok: true,
      components: [
        {
          name: 'crm',
          version: '1.2.0',
          path: 'src/components/crm',
          state: 'enabled',
          models: 1,
          enums: 0,
          types: 0,
          views: 0,
          requires: ['users'],
        },
        {
          name: 'users',
          version: '1.0.0',
          path: 'src/components/users',
          state: 'enabled',
          models: 0,
          enums: 0,
          types: 0,
          views: 0,
          requires: [],
        },
      ],
      diagnostics: [],
      changed: [
        'prisma/schema/crm.prisma',
        'prisma/schema/main.prisma',
        'src/generated/components.ts',
        'components.lock.json',
      ],
      removed: [],
      generated: true,
      timings: {
        discover: expect.any(Number),
        compose: expect.any(Number),
        validate: expect.any(Number),
        write: expect.any(Number),
        generate: expect.any(Number),
      },
    });
  });

  it('--check exits 1 when anything would change, and writes nothing', async () => {
    expect(await composeJson('--check')).toMatchObject({
      exitCode: 1,
      report: { ok: true, generated: true },
    });
    expect(project.tree('.')).toEqual({ [schema('crm')]: model('Deal') });

    expect(await composeJson()).toMatchObject({ exitCode: 0 });
    expect(await composeJson('--check')).toMatchObject({
      exitCode: 0,
      report: { changed: [], removed: [], generated: false },
    });

    project.remove('src/generated/prisma/client.ts');
    expect(await composeJson('--check')).toMatchObject({
      exitCode: 1,
      report: { changed: [], generated: true },
    });
  });

  it('prints one object for problems of every kind, and the exit code tells them apart', async () => {
    project.write(schema('crm'), 'nonsense');
    expect(await composeJson()).toMatchObject({ exitCode: 1, report: { ok: false, changed: [] } });

    project.write('tessera.config.json', '{ "providr": 1 }');
    expect(await composeJson()).toMatchObject({
      exitCode: 1,
      report: { ok: false, diagnostics: [{ code: 'CONFIG.INVALID' }], components: [] },
    });
    expect(await composeJson('--project', 'missing')).toMatchObject({
      exitCode: 2,
      report: { ok: false, diagnostics: [{ code: 'CALL.NO_PROJECT' }] },
    });
  });

  it('prints one object for a wrong call too', async () => {
    const { exitCode, stdout } = await tessera('compose', '--json', '--nonsense');
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      components: [],
      diagnostics: [{ code: 'CALL.INVALID' }],
    });
  });

  it('never shows a composed path or a colour', async () => {
    project.write(schema('crm'), 'model A {\n  x Nothing\n');
    project.write(schema('users'), `${model('B')}model B {\n}\n`);
    const { stdout } = await tessera('compose', '--json');
    expect(stdout).not.toContain('prisma/schema/');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('u001b');
  });
});

describe('tessera compose', () => {
  it('shows people the lines, what to do and a summary; plain where there is no terminal', async () => {
    project.write(schema('crm'), 'datasource db {\n}\n');
    const { exitCode, stdout, stderr } = await tessera('compose');
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      [
        'error SCHEMA.FOREIGN_BLOCK: A component has no datasource block: "db" is not allowed here.',
        '  --> src/components/crm/prisma/schema.prisma:1:12',
        '  > 1 | datasource db {',
        '      |            ^^',
        '    2 | }',
        '  hint: Remove the block; "extensions" are set in component.json, "provider" and "relationMode" in tessera.config, the URL is DATABASE_URL, and "schemas" follows from @@schema.',
        '  more: docs/diagnostics.md#schemaforeign_block',
        '',
        '',
      ].join('\n'),
    );
    expect(stdout).toMatch(/^1 error, nothing was written: 1 component \(discover [\d.]+ ms, .*\)\n$/);
  });

  it('a wrong call exits 2 and says what the command takes', async () => {
    expect(await tessera('compose', '--nonsense')).toMatchObject({ exitCode: 2, stdout: '' });
    expect(await tessera('compose', '--help')).toMatchObject({ exitCode: 0 });
  });

  it('does not let a file name steer the terminal', async () => {
    project.write('src/components/crm/prisma/\u001b[31mred.prisma', 'nonsense \u001b[2J');
    const { stderr } = await tessera('compose');
    expect(stderr).toContain('SCHEMA.INVALID');
    expect(stderr).not.toContain('\u001b');
  });
});

it('processes that compose at once do not get in each other’s way', async () => {
  const run = (index: number) =>
    new Promise<number | null>((resolve) => {
      project.write(schema(`n${index}`), model(`N${index}`));
      const bin = join(import.meta.dirname, '../../../bin/tessera.js');
      spawn(process.execPath, [bin, 'compose', '--project', project.dir], { stdio: 'ignore' }).once(
        'exit',
        resolve,
      );
    });
  expect(await Promise.all([1, 2, 3].map(run))).toEqual([0, 0, 0]);
  expect(await composeJson('--check')).toMatchObject({
    exitCode: 0,
    report: { changed: [], generated: false },
  });
  expect(Object.keys(project.tree('prisma/schema'))).toEqual([
    'crm.prisma',
    'main.prisma',
    'n1.prisma',
    'n2.prisma',
    'n3.prisma',
  ]);
});

import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { parse } from 'jsonc-parser';
import { z } from 'zod';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

const root = join(import.meta.dirname, '../../..');
const background = z
  .object({
    tasks: z.tuple([
      z.object({
        problemMatcher: z.object({
          background: z.object({ beginsPattern: z.string(), endsPattern: z.string() }),
        }),
      }),
    ]),
  })
  .parse(parse(readFileSync(join(root, '.vscode/tasks.json'), 'utf8'))).tasks[0].problemMatcher.background;

const crm = 'src/components/crm/prisma/schema.prisma';
const users = 'src/components/users/prisma/schema.prisma';
const model = (name: string) => `model ${name} {\n  id Int @id\n}\n`;

let project: TempProject;
let child: ChildProcessByStdio<null, Readable, Readable>;
let output = '';
beforeEach(() => {
  project = createTempProject({ [crm]: model('CrmUser') });
  output = '';
  child = spawn(process.execPath, [join(root, 'bin/tessera.js'), 'check', '--watch'], {
    cwd: project.dir,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
});
afterEach(async () => {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  project.dispose();
});

/**
 * The text of the first round from now on that ends with these counts and says this; rounds that saw half of a change may
 * come before.
 */
async function roundEnding(counts: string, saying = ''): Promise<string> {
  const end = `tessera check: end, ${counts}\n`;
  for (;;) {
    while (!output.includes(end)) await once(child.stdout, 'data');
    const text = output.slice(0, output.indexOf(end) + end.length);
    output = output.slice(text.length);
    const round = text.slice(text.lastIndexOf('tessera check: begin'));
    if (round.includes(saying)) return round;
  }
}

it('checks again after every change, between lines an editor knows, and leaves when told to', async () => {
  const first = (await roundEnding('0 errors, 0 warnings')).trimEnd().split('\n');
  expect(first).toHaveLength(2);
  expect(first[0]).toMatch(new RegExp(background.beginsPattern));
  expect(first[1]).toMatch(new RegExp(background.endsPattern));

  // A component that was not there.
  project.write(users, model('crmUser'));
  const second = await roundEnding('1 error, 0 warnings', 'error SCHEMA.CLIENT_NAME_CLASH');
  expect(second).toContain(`--> ${users}:1:7`);

  project.write(users, model('User'));
  await roundEnding('0 errors, 0 warnings');

  // Another folder, named by a configuration that was not there.
  project.write('parts/broken/prisma/schema.prisma', 'model delete {\n  id Int @id\n}\n');
  project.write('tessera.config.json', '{ "componentsDir": "parts" }');
  await roundEnding('1 error, 0 warnings', '--> parts/broken/prisma/schema.prisma:1:7');
  project.write('parts/broken/prisma/schema.prisma', model('Pledge'));
  await roundEnding('0 errors, 0 warnings');

  // A package that is listed before it is installed.
  project.write('tessera.config.json', '{ "componentsDir": "parts", "packages": ["@acme/crm"] }');
  await roundEnding('1 error, 0 warnings', 'PACKAGE.NOT_INSTALLED');
  project.write('node_modules/@acme/crm/prisma/schema.prisma', model('Pledge'));
  project.write('node_modules/@acme/crm/package.json', '{ "version": "1.0.0", "tessera": {} }');
  await roundEnding('1 error, 0 warnings', 'SCHEMA.DUPLICATE_NAME');

  const exited = once(child, 'exit');
  child.kill('SIGINT');
  expect(await exited).toEqual([0, null]);
  expect(Object.keys(project.tree('.')).filter((file) => /generated|prisma\/schema\//.test(file))).toEqual(
    [],
  );
});

it('refuses a schema beside its module, until it is moved to where it belongs', async () => {
  await roundEnding('0 errors, 0 warnings');
  project.write('src/components/sales/schema.prisma', model('Sale'));
  await roundEnding('1 error, 0 warnings', '--> src/components/sales/schema.prisma:1:1');
  project.remove('src/components/sales/schema.prisma');
  project.write('src/components/sales/prisma/schema.prisma', model('Sale'));
  await roundEnding('0 errors, 0 warnings');
});

it.each(['github', 'sarif', 'json'])('a process prints %s, with nothing to report too', async (format) => {
  const args = [join(root, 'bin/tessera.js'), 'check', '--format', format];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: project.dir });
  expect(stderr).toBe('');
  expect(stdout).toMatch({ github: /^$/, sarif: /"results": \[\]/, json: /^\{"ok":true/ }[format] ?? /never/);
});

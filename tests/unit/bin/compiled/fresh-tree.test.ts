import { cpSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { freshTree } from '../../../../bin/compiled/fresh-tree.js';
import { runCommand } from '../../../support/running-command.ts';
import { createTempProject, type TempProject } from '../../../support/temp-project.ts';

let project: TempProject;
beforeEach(() => {
  project = createTempProject({
    'package.json': '{ "type": "module", "version": "1.0.0" }\n',
    'contract/said.ts': "export const said: string = 'one';\n",
    'build/main.ts': "import { said } from '../contract/said.ts';\nprocess.stdout.write(said);\n",
    'build/worker.js': 'export {};\n',
    'build/text.tpl': 'as it is\n',
  });
  cpSync('bin', join(project.dir, 'bin'), { recursive: true });
  project.write('bin/start.js', "import { load } from './load.js';\nawait load('build/main');\n");
  symlinkSync(resolve('node_modules'), join(project.dir, 'node_modules'));
});
afterEach(() => {
  project.dispose();
});

async function said(start = 'bin/start.js', env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { code, output } = await runCommand(process.execPath, [start], project.dir, env).exited;
  expect({ code, output }).toMatchObject({ code: 0 });
  return output;
}

const inTree = (file: string): string => `.tessera/compiled/${file}`;

it('compiles TypeScript with maps, and takes what else there is as it is', async () => {
  expect(await freshTree(project.dir)).toBe(join(project.dir, '.tessera/compiled'));
  expect(project.read(inTree('build/main.js'))).toContain('from "../contract/said.js"');
  const map: unknown = JSON.parse(project.read(inTree('build/main.js.map')));
  expect(map).toMatchObject({ sources: ['../../../build/main.ts'] });
  expect(project.read(inTree('build/text.tpl'))).toBe('as it is\n');
  expect(statSync(join(project.dir, inTree('bin/tessera.js'))).mode & 0o111).not.toBe(0);
  // From a start of its own the tree runs without asking whether it is fresh, as in the package.
  expect(await said(inTree('bin/start.js'))).toBe('one');
});

it('never runs what was compiled before a change, not even one that leaves size and time as they were', async () => {
  expect(await said()).toBe('one');
  const file = join(project.dir, 'contract/said.ts');
  const { atime, mtime } = statSync(file);
  project.write('contract/said.ts', "export const said: string = 'two';\n");
  utimesSync(file, atime, mtime);
  expect(await said()).toBe('two');
});

it('compiles what changed and forgets what is gone', async () => {
  await freshTree(project.dir);
  const before = statSync(join(project.dir, inTree('build/main.js')));
  project.write('build/added.ts', 'export const added = 1;\n');
  project.remove('build/worker.js');
  await freshTree(project.dir);
  expect(project.has(inTree('build/added.js'))).toBe(true);
  expect(project.has(inTree('build/worker.js'))).toBe(false);
  expect(statSync(join(project.dir, inTree('build/main.js'))).ino).toBe(before.ino);
});

it('compiles all of it when what compiles it is another version', async () => {
  await freshTree(project.dir);
  const before = statSync(join(project.dir, inTree('build/main.js')));
  project.write('package.json', '{ "type": "module", "version": "1.0.1" }\n');
  await freshTree(project.dir);
  expect(statSync(join(project.dir, inTree('build/main.js'))).ino).not.toBe(before.ino);
  expect(project.read(inTree('package.json'))).toContain('1.0.1');
});

it('begins again where the record is cut off', async () => {
  expect(await said()).toBe('one');
  const record = project.read(inTree('sources.json'));
  project.write(inTree('sources.json'), record.slice(0, record.length / 2));
  project.write(inTree('build/main.js'), 'process.stdout.write("stale");\n');
  expect(await said()).toBe('one');
});

it('runs the sources themselves where no file can be written', async () => {
  project.write('.tessera', 'a file where the folder would be');
  expect(await freshTree(project.dir)).toBeUndefined();
  expect(await said()).toBe('one');
});

it('loads the same module for all who ask in one process', async () => {
  project.write('build/main.ts', 'export const made = {};\n');
  project.write(
    'bin/start.js',
    "import { load } from './load.js';\nconst [a, b] = await Promise.all([load('build/main'), load('build/main')]);\nprocess.stdout.write(String(a.made === b.made));\n",
  );
  expect(await said()).toBe('true');
});

it("points to the author's line when asked for the stack", async () => {
  project.write('build/main.ts', "\n\nprocess.stdout.write(new Error('here').stack ?? '');\n");
  expect(await said('bin/start.js', { TESSERA_DEBUG: '1' })).toContain(`${project.dir}/build/main.ts:3:`);
});

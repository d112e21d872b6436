import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { tessera } from '../../support/tessera.ts';

const config = `export default (env, { mode }) => ({
  mode, context: import.meta.dirname, target: 'node20', entry: './main.js', devtool: false,
  output: { path: import.meta.dirname + '/out' },
});
`;

let project: TempProject;
afterEach(() => {
  project.dispose();
});

function create(files: Readonly<Record<string, string>>): void {
  project = createTempProject({ 'package.json': '{ "type": "module" }\n', ...files });
  symlinkSync(resolve('node_modules'), join(project.dir, 'node_modules'));
}

it('bundles for production with the webpack.config.js of the project', async () => {
  create({ 'webpack.config.js': config, 'main.js': 'console.log(process.env.NODE_ENV);\n' });
  expect(await tessera(project.dir, ['build'])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^built out\/main\.js \(\d+ KiB\)\n$/),
  });
  expect(project.read('out/main.js')).toContain('"production"');
});

it('says as JSON where the bundle is', async () => {
  create({ 'webpack.config.js': config, 'main.js': '' });
  const { stdout } = await tessera(project.dir, ['build', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: true,
    outputDir: 'out',
    files: [{ name: 'main.js' }],
    diagnostics: [],
  });
});

it('writes nothing when a module cannot be built', async () => {
  create({ 'webpack.config.js': config, 'main.js': "import './missing.js';\n" });
  const answer = await tessera(project.dir, ['build']);
  expect(answer).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringContaining("'./missing.js'"),
  });
  expect(project.has('out/main.js')).toBe(false);
});

it.each([
  ['there is none', {}, 'There is no webpack.config.js in'],
  ['it exports two', { 'webpack.config.js': 'export default [{}, {}];\n' }, 'must export one configuration'],
])('refuses as BUILD.SETUP when %s', async (_, files, message) => {
  create(files);
  const { exitCode, stdout } = await tessera(project.dir, ['build', '--json']);
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    diagnostics: [{ code: 'BUILD.SETUP', message: expect.stringContaining(message) }],
  });
});

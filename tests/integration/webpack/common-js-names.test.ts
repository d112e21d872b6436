import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createPluginProject, errorsOf } from './plugin-project.ts';

let project: ReturnType<typeof createPluginProject>;
beforeEach(() => {
  project = createPluginProject();
});
afterEach(() => {
  project.remove('');
});

/** What Node finds in an installed package: its files with their texts. */
function install(name: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) project.write(`../node_modules/${name}/${file}`, text);
}
// The bundle in a real Node: Jest's loader knows names that Node does not.
const run = (): unknown =>
  JSON.parse(
    execFileSync(
      process.execPath,
      ['--input-type=module', '-e', "console.log((await import('./dist/main.js')).answer)"],
      {
        cwd: project.dir,
        encoding: 'utf8',
      },
    ),
  );

it('gives a component the names of CommonJS packages that Node cannot see', async () => {
  const hidden = 'const all = { hello: () => "hello", self: 1 };\nmodule.exports = all;\n';
  install('@e/plain', { 'package.json': '{ "main": "./lib/all" }', 'lib/all.js': hidden });
  install('@e/index', { 'package.json': '{}', 'index.js': hidden, 'sub.cjs': hidden });
  install('@e/exported', {
    'package.json':
      '{ "type": "module", "exports": { ".": { "require": "./no.js", "default": "./all.cjs" } } }',
    'all.cjs': hidden,
  });
  install('@e/flagged', {
    'package.json': '{}',
    'index.js':
      'module.exports = Object.assign(() => "whole", { __esModule: true, default: "inner", hello: () => "hi" });\n',
  });
  install('@e/module', {
    'package.json': '{ "type": "module", "main": "m.js" }',
    'm.js': 'export const hello = () => "esm";\n',
  });
  install('@e/untyped', {
    'package.json': '{ "main": "m.js" }',
    'm.js': 'export const hello = () => "untyped";\n',
  });
  project.write('src/components/greet/component.json', '{}');
  project.write(
    'src/main.ts',
    `import { isPlural } from 'pluralize';
import { hello } from '@e/plain';
import { hello as indexed } from '@e/index';
import * as space from '@e/index';
import { hello as sub } from '@e/index/sub.cjs';
import { hello as exported } from '@e/exported';
import whole, { hello as flagged } from '@e/flagged';
import { hello as esm } from '@e/module';
import { hello as untyped } from '@e/untyped';
export { hello as again } from '@e/plain';
import './generated/components.ts';
import { basename } from 'node:path';
const later = await import('@e/plain');
export const answer = JSON.stringify([
  isPlural('xs'), hello(), indexed(), space.hello(), sub(), exported(), whole(), flagged(), esm(), untyped(), later.hello(), later.default.hello(),
  basename('/a/b'),
]);
`,
  );
  expect(errorsOf(await project.build())).toBe('');
  expect(run()).toEqual([
    ...[true, 'hello', 'hello', 'hello', 'hello', 'hello', 'whole', 'hi', 'esm', 'untyped', 'hello', 'hello'],
    'b',
  ]);
});

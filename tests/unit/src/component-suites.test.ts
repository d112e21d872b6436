import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from '@jest/globals';
import fastGlob from 'fast-glob';

const root = join(import.meta.dirname, '../../../src/components');
const folders = new Set(fastGlob.sync('*/test/*.suite.ts', { cwd: root }).map((file) => dirname(file)));

it('finds components with suites', () => {
  expect(folders.size).toBeGreaterThan(3);
});

it.each([...folders])('%s: every suite is run by the one test file', (folder) => {
  const [component = ''] = folder.split('/');
  const files = readdirSync(join(root, folder));
  const imported = readFileSync(join(root, folder, `${component}.test.ts`), 'utf8').matchAll(
    /^import '\.\/(.+)';$/gm,
  );
  expect([...imported].map(([, file]) => file)).toEqual(
    files.filter((file) => file.endsWith('.suite.ts')).sort(),
  );
});

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { diskFiles } from '../../../../build/files/disk-files.ts';
import { createTempProject, type TempProject } from '../../../support/temp-project.ts';

let project: TempProject;
beforeEach(() => {
  project = createTempProject({ 'a/one.txt': '1', 'b/two.txt': '2' });
});
afterEach(() => {
  project.dispose();
});

const names = (...args: Parameters<typeof diskFiles.find>) =>
  diskFiles.find(...args).map(({ name, kind }) => `${name} ${kind}`);

it('tells searches that share a look the same, and the next look what is there', () => {
  const look = { folders: new Map(), entries: new Map() };
  expect(names(project.dir, ['*/*'], look)).toEqual(['a/one.txt file', 'b/two.txt file']);
  project.write('a/three.txt', '3');
  project.write('b/two.txt', 'longer');
  expect(names(project.dir, ['**'], look)).toEqual([
    'a directory',
    'a/one.txt file',
    'b directory',
    'b/two.txt file',
  ]);
  const [before] = diskFiles.find(project.dir, ['b/*'], look);
  const [after] = diskFiles.find(project.dir, ['b/*']);
  expect(before?.version).not.toBe(after?.version);
  expect(names(project.dir, ['a/*'])).toEqual(['a/one.txt file', 'a/three.txt file']);
});

it('keeps apart what one path is called in two searches', () => {
  const look = { folders: new Map(), entries: new Map() };
  mkdirSync(join(project.dir, 'a/deep'));
  expect(names(project.dir, ['a/*'], look)).toEqual(['a/deep directory', 'a/one.txt file']);
  expect(names(join(project.dir, 'a'), ['*'], look)).toEqual(['deep directory', 'one.txt file']);
});

import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { diskFiles } from '../../../../build/files/disk-files.ts';
import { oneLook } from '../../../../build/files/one-look.ts';
import { type ProjectFiles } from '../../../../build/files/project-files.ts';
import { createTempProject, type TempProject } from '../../../support/temp-project.ts';

let project: TempProject;
beforeEach(() => {
  project = createTempProject({ 'a/one.txt': '1', 'a/.hidden': '', 'b/two.txt': '2' });
});
afterEach(() => {
  project.dispose();
});

const names = (files: ProjectFiles, folder: string) =>
  files.list(join(project.dir, folder)).map(({ name, kind }) => `${name} ${kind}`);

function text(files: ProjectFiles, path: string): string | undefined {
  const bytes = files.read(join(project.dir, path));
  return bytes && Buffer.from(bytes).toString();
}

it('lists what is directly in a folder by name, and nothing for what is no folder', () => {
  mkdirSync(join(project.dir, 'a/deep'));
  symlinkSync('one.txt', join(project.dir, 'a/link'));
  expect(names(diskFiles, 'a')).toEqual(['deep directory', 'link symlink', 'one.txt file']);
  expect(names(diskFiles, 'a/one.txt')).toEqual([]);
  expect(names(diskFiles, 'gone')).toEqual([]);
});

it('tells every step of one run the same, and the next run what is there', () => {
  const look = oneLook(diskFiles);
  const [before] = look.list(join(project.dir, 'b'));
  expect(names(look, 'a')).toEqual(['one.txt file']);
  project.write('a/three.txt', '3');
  project.write('b/two.txt', 'longer');
  expect(names(look, 'a')).toEqual(['one.txt file']);
  expect(look.list(join(project.dir, 'b'))[0]?.version).toBe(before?.version);
  expect(names(oneLook(diskFiles), 'a')).toEqual(['one.txt file', 'three.txt file']);
  expect(text(look, 'a/one.txt')).toBe('1');
  project.write('a/one.txt', 'changed');
  expect(text(look, 'a/one.txt')).toBe('1');
  expect(text(look, 'gone.txt')).toBeUndefined();
  expect(text(oneLook(diskFiles), 'a/one.txt')).toBe('changed');
  expect(oneLook(diskFiles).list(join(project.dir, 'b'))[0]?.version).not.toBe(before?.version);
});

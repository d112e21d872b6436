import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { isThere, pathKind } from '../../../../build/files/path-kind.ts';
import { readTextFile, readTextFileIfThere } from '../../../../build/files/read-text-file.ts';
import { createTempProject, type TempProject } from '../../../support/temp-project.ts';

let project: TempProject;
beforeAll(() => {
  project = createTempProject({ 'a.txt': '\uFEFFtext' });
  mkdirSync(join(project.dir, 'folder'));
  symlinkSync('a.txt', join(project.dir, 'link'));
  symlinkSync('folder', join(project.dir, 'way'));
  symlinkSync('gone', join(project.dir, 'dangling'));
  symlinkSync('circle', join(project.dir, 'circle'));
});
afterAll(() => {
  project.dispose();
});

it.each([
  ['a.txt', 'file'],
  ['link', 'file'],
  ['folder', 'folder'],
  ['way', 'folder'],
  ['dangling', undefined],
  ['nowhere/at/all', undefined],
])('%s leads to: %s', (name, kind) => {
  expect(pathKind(join(project.dir, name))).toBe(kind);
  expect(isThere(join(project.dir, name))).toBe(kind !== undefined);
});

it('takes a circle of links for nothing, and says so where it matters what is there', () => {
  expect(isThere(join(project.dir, 'circle'))).toBe(false);
  expect(() => pathKind(join(project.dir, 'circle'))).toThrow('ELOOP');
});

it('reads a text as it is, and a missing one as the caller wants', () => {
  expect(readTextFile(join(project.dir, 'link'))).toBe('\uFEFFtext');
  expect(readTextFileIfThere(join(project.dir, 'a.txt'))).toBe('\uFEFFtext');
  expect(readTextFileIfThere(join(project.dir, 'nowhere'))).toBeUndefined();
  expect(() => readTextFile(join(project.dir, 'nowhere'))).toThrow('ENOENT');
  expect(() => readTextFileIfThere(join(project.dir, 'folder'))).toThrow('EISDIR');
  rmSync(join(project.dir, 'a.txt'));
  expect(readTextFileIfThere(join(project.dir, 'link'))).toBeUndefined();
  writeFileSync(join(project.dir, 'a.txt'), 'new');
  expect(readTextFileIfThere(join(project.dir, 'link'))).toBe('new');
});

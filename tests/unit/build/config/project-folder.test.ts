import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { projectFolder } from '../../../../build/config/project-folder.ts';
import { createTempProject, type TempProject } from '../../../support/temp-project.ts';

describe('projectFolder', () => {
  let folder: TempProject;
  beforeEach(() => {
    folder = createTempProject({
      'package.json': '{ "name": "tessera-crm", "tessera": {} }',
      'playground/tessera.config.json': '{}',
    });
  });
  afterEach(() => {
    folder.dispose();
  });

  it("is the playground in a component's own repository", () => {
    expect(projectFolder(folder.dir)).toBe(join(folder.dir, 'playground'));
    expect(projectFolder(join(folder.dir, 'playground'))).toBe(join(folder.dir, 'playground'));
  });

  it.each([
    [
      'without a playground',
      (one: TempProject) => {
        one.remove('playground');
      },
    ],
    [
      'where package.json has no tessera key',
      (one: TempProject) => {
        one.write('package.json', '{}');
      },
    ],
    [
      'where package.json cannot be read',
      (one: TempProject) => {
        one.write('package.json', '{');
      },
    ],
    [
      'where there is no package.json',
      (one: TempProject) => {
        one.remove('package.json');
      },
    ],
    [
      'with settings of its own',
      (one: TempProject) => {
        one.write('tessera.config.json', '{}');
      },
    ],
    [
      'with components of its own',
      (one: TempProject) => {
        one.write('src/components/users/component.json', '{}');
      },
    ],
  ])('is the folder itself %s', (_case, change) => {
    change(folder);
    expect(projectFolder(folder.dir)).toBe(folder.dir);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkTypes } from '../../../build/shells/dev/types/check-types.ts';
import { findTypeChecker } from '../../../build/shells/dev/types/find-type-checker.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

const settings = { compilerOptions: { strict: true, types: [], lib: ['es5'], skipLibCheck: true } };

describe('checkTypes', () => {
  let project: TempProject;
  const notNow = new AbortController().signal;
  beforeAll(() => {
    project = createTempProject({
      'tsconfig.json': JSON.stringify(settings),
      'src/components/crm/crm.service.ts': 'export const age: number =\n  "old";\n',
      'tests/not-the-application.ts': 'export const wrong: number = "";\n',
    });
  });
  afterAll(() => {
    project.dispose();
  });

  const error = {
    code: 'TYPES.INVALID',
    component: 'crm',
    location: { file: 'src/components/crm/crm.service.ts', line: 1, column: 14 },
  };

  it.each([
    ['native', findTypeChecker()],
    ['classic', findTypeChecker('plan9')],
  ] as const)(
    'finds the errors of the application, and that they are gone (%s compiler)',
    async (_, checker) => {
      project.write('src/components/crm/crm.service.ts', 'export const age: number =\n  "old";\n');
      expect(await checkTypes(project.dir, notNow, checker)).toMatchObject([error]);
      project.write('src/components/crm/crm.service.ts', 'export const age: number = 3;\n');
      expect(await checkTypes(project.dir, notNow, checker)).toEqual([]);
    },
  );

  it('has nothing to say when it was ended or its compiler failed', async () => {
    expect(await checkTypes(project.dir, AbortSignal.abort())).toBeUndefined();
    const failing = { program: process.execPath, args: ['--eval', 'process.exit(2)', '--'] };
    expect(await checkTypes(project.dir, notNow, failing)).toBeUndefined();
    expect(await checkTypes(project.dir, notNow, { program: '/not/there', args: [] })).toBeUndefined();
  });
});

describe('findTypeChecker', () => {
  it('takes the native compiler on this system', () => {
    expect(findTypeChecker().program).toMatch(/tsgo(\.exe)?$/);
  });
});

import { describe, expect, it } from '@jest/globals';
import { createTempProject } from '../../../../support/temp-project.ts';
import { explainFailure } from '../../../../../build/shells/dev/explain-failure.ts';

const stack = (...places: string[]) =>
  ['Error: no such table', ...places.map((place) => `    at ${place}`)].join('\n');
const at = (projectDir: string) => ({ projectDir, componentsDir: 'src/components' });

describe('explainFailure', () => {
  it("points at the component's own line, not at the platform's above it", () => {
    const failure = {
      message: 'no such table',
      stack: stack(
        'Pool.query (/p/node_modules/pg/index.js:1:1)',
        'connect (/p/src/database/connect.ts:4:5)',
        'CrmService.onModuleInit (/p/src/components/crm/crm.service.ts:12:11)',
      ),
    };
    const { reason, diagnostics } = explainFailure(failure, at('/p'));
    expect(diagnostics).toEqual([
      {
        code: 'DEV.START_FAILED',
        severity: 'error',
        component: 'crm',
        message: 'no such table',
        location: { file: 'src/components/crm/crm.service.ts', line: 12, column: 11 },
      },
    ]);
    expect(reason).toMatch(/^src\/components\/crm\/crm\.service\.ts:12:11\n/);
  });

  it('knows components by the folder they are in', () => {
    const failure = {
      message: 'no such table',
      stack: stack('connect (/p/src/connect.ts:4:5)', 'CrmService (/p/modules/own/crm/crm.service.ts:12:11)'),
    };
    expect(
      explainFailure(failure, { projectDir: '/p', componentsDir: 'modules/own' }).diagnostics,
    ).toMatchObject([{ component: 'crm', location: { file: 'modules/own/crm/crm.service.ts' } }]);
  });

  it.each([
    ["import { Cats } from './cats.ts';\nclass Dogs {}\n", /`WrapperType<Cats>`.*circular-imports\.md/],
    ['const first = Cats;\nclass Cats {}\n', /^Move what uses "Cats" below its declaration\.$/],
  ])('says what to do about what is used before it is there: %j', (source, hint) => {
    const project = createTempProject();
    project.write('src/components/pets/dogs.ts', source);
    const failure = {
      message: "Cannot access 'Cats' before initialization",
      stack: stack(`eval (${project.dir}/src/components/pets/dogs.ts:1:15)`),
    };
    expect(explainFailure(failure, at(project.dir)).diagnostics[0]).toMatchObject({
      hint: expect.stringMatching(hint),
      location: { file: 'src/components/pets/dogs.ts', line: 1, column: 15 },
    });
    project.dispose();
  });

  it('has no place for what happened outside the project', () => {
    const failure = { message: 'gone', stack: stack('x (/elsewhere/src/components/a/a.ts:1:1)') };
    expect(explainFailure(failure, at('/p')).diagnostics[0]).not.toHaveProperty('location');
    expect(explainFailure({ message: 'gone' }, at('/p')).reason).toBe('gone');
  });
});

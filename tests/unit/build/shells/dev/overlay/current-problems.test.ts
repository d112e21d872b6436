import { describe, expect, it } from '@jest/globals';
import { createCurrentProblems } from '../../../../../../build/shells/dev/overlay/current-problems.ts';
import { buildFailed, ready } from '../output/dev-streams.ts';

const refused = { event: 'refused', reason: 'Error: no', serving: true, ms: 4, diagnostics: [] } as const;
const typeError = {
  code: 'TYPES.INVALID',
  severity: 'error',
  message: "TS2304: Cannot find name 'run'.",
  location: { file: 'src/main.ts', line: 2, column: 1 },
} as const;

describe('createCurrentProblems', () => {
  const create = () => createCurrentProblems(() => 'const a = 1;\nrun();\n');

  it('has the problem of the last save until the next good one', () => {
    const problems = create();
    expect(problems.follow({ ...buildFailed, errors: '\u001b[31mbroken\u001b[39m' })).toBe(true);
    expect(problems.all()).toEqual([{ severity: 'error', title: 'The build failed', text: 'broken' }]);
    problems.follow(refused);
    expect(problems.all()).toMatchObject([{ title: 'The application did not start', text: 'Error: no' }]);
    problems.follow({ event: 'unchanged', ms: 1 });
    expect(problems.all()).toEqual([]);
  });

  it("shows a diagnostic in the author's file", () => {
    const problems = create();
    problems.follow({ event: 'types-checked', ms: 3, diagnostics: [typeError] });
    const [problem] = problems.all();
    expect(problem).toMatchObject({ title: 'TYPES.INVALID', place: 'src/main.ts:2:1' });
    expect(problem?.text).toContain('> 2 | run();');
  });

  it('keeps type errors over saves, until the checker takes them back', () => {
    const problems = create();
    problems.follow({ event: 'types-checked', ms: 3, diagnostics: [typeError] });
    problems.follow(refused);
    problems.follow(ready);
    expect(problems.all()).toHaveLength(1);
    problems.follow({ event: 'types-checked', ms: 3, diagnostics: [] });
    expect(problems.all()).toEqual([]);
  });

  it('has nothing to tell about events that change nothing', () => {
    expect(create().follow({ event: 'changed', files: [] })).toBe(false);
  });
});

import { existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { type Diagnostic } from '../../../build/diagnostics/diagnostic.ts';
import { damaged, damages, projectText } from '../../support/random-project.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

/** Runs `work` on a project with these files, made in this order. */
async function on<Result>(
  files: readonly (readonly [file: string, text: string])[],
  work: (project: TempProject) => Promise<Result>,
): Promise<Result> {
  const project = createTempProject();
  try {
    for (const [file, text] of files) project.write(file, text);
    return await work(project);
  } finally {
    project.dispose();
  }
}

/** Everything a run says and writes; not what it took. */
async function outcome(project: TempProject) {
  const { timings, ...said } = await project.run();
  expect(Object.keys(timings).length).toBeGreaterThan(0);
  const written = ['prisma', 'src/generated']
    .filter((folder) => existsSync(join(project.dir, folder)))
    .map((folder) => project.tree(folder));
  const lock = project.has('components.lock.json') ? project.read('components.lock.json') : '';
  return { said, written, lock };
}

/** The place is in a file an author wrote (or is a folder of theirs), and on a line and column it has. */
function expectAuthorsPlace({ message, location }: Diagnostic, project: TempProject): void {
  expect([message, location?.file]).toEqual([message, expect.stringMatching(/^src\/components\/[^/]+/)]);
  if (!location || !/\.\w+$/.test(location.file)) return;
  const lines = project.read(location.file).replaceAll(/\r\n?/g, '\n').split('\n');
  expect([message, location.line]).toEqual([message, Math.min(Math.max(1, location.line), lines.length)]);
  const length = (lines[location.line - 1] ?? '').length;
  expect([message, location.column]).toEqual([message, Math.min(Math.max(1, location.column), length + 1)]);
}

describe('any project', () => {
  it('is composed or refused, with every error in a file of its author, whatever was damaged', async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(projectText(), damages(), async (files, all) => {
        await on(Object.entries(damaged(files, all)), async (project) => {
          const report = await project.run();
          outcomes.add(report.outcome);
          const errors = report.diagnostics.filter(({ severity }) => severity === 'error');
          expect([report.outcome, errors.length > 0]).toEqual([
            report.outcome,
            report.outcome === 'problems',
          ]);
          for (const error of errors) expectAuthorsPlace(error, project);
          if (report.ok) expect(await project.run({ check: true })).toMatchObject({ ok: true, changed: [] });
          else expect(existsSync(join(project.dir, 'prisma'))).toBe(false);
        });
      }),
      { numRuns: 40 },
    );
    expect([...outcomes].sort()).toEqual(['ok', 'problems']);
  });

  it('gives the same bytes for files made in any order, with CRLF, at any time, in any language', async () => {
    const times = fc.array(fc.nat(2_000_000_000), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(projectText(), fc.infiniteStream(fc.nat()), times, async (files, order, seconds) => {
        const entries = Object.entries(files);
        const expected = await on(entries, outcome);
        const shuffled = entries
          .map((entry) => ({ entry, place: order.next().value as number }))
          .sort((a, b) => a.place - b.place)
          .map(({ entry: [file, text] }) => [file, text.replaceAll('\n', '\r\n')] as const);
        const other = await on(shuffled, (project) => {
          shuffled.forEach(([file], index) => {
            utimesSync(join(project.dir, file), 1, seconds[index % seconds.length] ?? 0);
          });
          // Sorting or folding by the rules of a language would give other bytes on another machine.
          const refuse = () => {
            throw new Error('depends on the language of the machine');
          };
          jest.spyOn(String.prototype, 'localeCompare').mockImplementation(refuse);
          jest.spyOn(String.prototype, 'toLocaleLowerCase').mockImplementation(refuse);
          jest.spyOn(String.prototype, 'toLocaleUpperCase').mockImplementation(refuse);
          jest.spyOn(Intl, 'Collator').mockImplementation(refuse);
          return outcome(project).finally(() => {
            jest.restoreAllMocks();
          });
        });
        expect(other).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  it('ends as one run would, when two run at once and its author saves between them', async () => {
    await fc.assert(
      fc.asyncProperty(projectText(), projectText(), async (before, after) => {
        await on(Object.entries(before), async (project) => {
          const first = project.run();
          for (const file of Object.keys(before)) if (!(file in after)) project.remove(file);
          for (const [file, text] of Object.entries(after)) project.write(file, text);
          await Promise.all([first, project.run(), project.run()]);
          const last = await project.run({ check: true });
          // What is refused was not written; what is not refused is on disk, whole.
          if (last.ok)
            expect(last).toMatchObject({ changed: [], removed: [], diagnostics: expect.any(Array) });
        });
      }),
      { numRuns: 15 },
    );
  });
});

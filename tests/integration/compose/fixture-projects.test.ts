import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Diagnostic, type SourceLocation } from '../../../build/diagnostics/diagnostic.ts';
import { formatDiagnostic } from '../../../build/diagnostics/format-diagnostic.ts';
import { ownVersion } from '../../../build/files/own-version.ts';
import { copyFixture, readTree, type TempProject } from '../../support/temp-project.ts';

/** Every folder is a project; beside its sources it has what must come out: `expected/` files or `expected.txt`. */
const fixtures = join(import.meta.dirname, '../../fixtures/projects');

/** Where and what, as one line, then the related places indented. */
function summarize({ code, severity, component, location, related = [] }: Diagnostic): string[] {
  const title = `${severity} ${code} (${component ?? '-'}) ${place(location)}`;
  return [title, ...related.map((other) => `  and (${other.component ?? '-'}) ${place(other)}`)];
}

function place(location: SourceLocation | undefined): string {
  if (!location) return '-';
  return `${location.file}:${location.line}:${location.column}+${location.length ?? 1}`;
}

describe('projects with problems', () => {
  let project: TempProject;
  afterEach(() => {
    project.dispose();
  });
  const names = readdirSync(fixtures).filter((name) => existsSync(join(fixtures, name, 'expected.txt')));

  it.each(names)('%s: every problem, where it is, and nothing on disk', async (name) => {
    project = copyFixture(join(fixtures, name));
    const { diagnostics, ...report } = await project.run();
    const readSource = (file: string) =>
      existsSync(join(project.dir, file)) ? project.read(file) : undefined;
    const frames = diagnostics.map((one) => formatDiagnostic(one, { color: false, readSource }));
    const text = `${diagnostics.flatMap(summarize).join('\n')}\n\n${frames.join('\n')}`;

    expect(text).toBe(project.read('expected.txt').replaceAll('{{version}}', ownVersion()));
    expect(report).toMatchObject({ ok: false, outcome: 'problems', changed: [], removed: [] });
    expect(existsSync(join(project.dir, 'prisma/schema'))).toBe(false);
    expect(existsSync(join(project.dir, 'src/generated'))).toBe(false);
  });
});

describe('good projects', () => {
  let project: TempProject;
  afterEach(() => {
    project.dispose();
  });
  const names = readdirSync(fixtures).filter((name) => existsSync(join(fixtures, name, 'expected')));

  it.each(names)('%s: the files of expected/, byte for byte', async (name) => {
    project = copyFixture(join(fixtures, name));
    expect(await project.run()).toMatchObject({ ok: true, diagnostics: [] });

    const expected = readTree(join(fixtures, name, 'expected'));
    expect(project.tree('prisma/schema')).toEqual(withFolder(expected, 'schema/'));
    expect(project.tree('src/generated')).toEqual(withFolder(expected, 'generated/'));
  });
});

function withFolder(files: Record<string, string>, folder: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files)
      .filter(([name]) => name.startsWith(folder))
      .map(([name, text]) => [name.slice(folder.length), text]),
  );
}

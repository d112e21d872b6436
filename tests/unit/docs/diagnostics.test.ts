import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../../..');

function textsOf(folder: string, isWanted: (file: string) => boolean): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(isWanted)
    .map((file) => readFileSync(join(root, folder, file), 'utf8'));
}

/** Codes that stand in a text alone or begin a message (`CODE: what is wrong`), as a diagnostic's and an error's do. */
function codesIn(texts: readonly string[]): string[] {
  return texts.flatMap((text) =>
    [...text.matchAll(/(['"`])([A-Z]{2,}\.[A-Z]+(?:_[A-Z]+)*)(?:\1|: )/g)].map((match) => match[2] ?? ''),
  );
}

/** Of the build, and of the application when it runs. */
const codesInSource = [
  ...new Set([
    ...codesIn(textsOf('build', (file) => /\.[jt]s$/.test(file))),
    ...codesIn(
      textsOf('src', (file) => /\.[jt]s$/.test(file) && !/^generated\/|(^|\/)test\/|\.test\.ts$/.test(file)),
    ),
  ]),
].sort();

/** All tests with the answers they expect, but this one. */
const testTexts = [
  ...textsOf('tests', (file) => /\.(ts|json|txt)$/.test(file) && !file.endsWith('docs/diagnostics.test.ts')),
  ...textsOf('src', (file) => file.endsWith('.test.ts')),
]
  .join('\n')
  // As a pattern names a code.
  .replaceAll('\\.', '.');

const documented = [...readFileSync(join(root, 'docs/diagnostics.md'), 'utf8').matchAll(/^### (.+)$/gm)]
  .map((match) => match[1] ?? '')
  .sort();

describe('docs/diagnostics.md', () => {
  it('has one entry for every code in the source, and no other', () => {
    expect(documented).toEqual(codesInSource);
  });

  it('is about codes of which each is named by a test', () => {
    const named = new Set(testTexts.match(/\b[A-Z]{2,}\.[A-Z_]+\b/g));
    expect(documented.filter((code) => !named.has(code))).toEqual([]);
  });

  it('is about the codes of the architecture', () => {
    expect(documented).toEqual(
      expect.arrayContaining([
        'COMPONENT.INVALID_NAME',
        'COMPONENT.NO_MODULE_EXPORT',
        'MANIFEST.INVALID',
        'SCHEMA.DUPLICATE_NAME',
        'SCHEMA.ENCODING',
        'SCHEMA.FOREIGN_BLOCK',
        'SCHEMA.INVALID',
      ]),
    );
  });
});

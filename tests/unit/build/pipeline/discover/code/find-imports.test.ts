import { describe, expect, it } from '@jest/globals';
import { findImports } from '../../../../../../build/pipeline/discover/code/find-imports.ts';

/** What is found, and what stands at the place that is said. */
function found(source: string): string[] {
  return findImports(source).map(({ specifier, offset }) => {
    expect(source.slice(offset, offset + specifier.length)).toBe(specifier);
    return specifier;
  });
}

describe('findImports', () => {
  it.each([
    ['an import', "import { a } from './a.ts';"],
    ['an import for its effect', "import './a.ts';"],
    ['an import of a type', "import type { A } from './a.ts';"],
    ['an export from', "export { a } from './a.ts';"],
    ['an export of everything', "export * from './a.ts';"],
    ['a call of import', "const later = async () => { await import('./a.ts'); };"],
    ['a type by import', "type A = import('./a.ts').A<string>;"],
    ['an import by require', "import a = require('./a.ts');"],
    ['a call of require', "const a = require('./a.ts');"],
    ['after letters of several bytes', "/* größe 🙂 */ import './a.ts';"],
    ['in a decorated class', "@Deco() class A { @Inject(async () => import('./a.ts')) a!: string }"],
  ])('%s', (_, source) => {
    expect(found(source)).toEqual(['./a.ts']);
  });

  it.each([
    ['comments', "// import './a.ts'\n/* import './a.ts' */"],
    ['strings', 'const text = "import \'./a.ts\'";'],
    ['what is worked out', "const name = './a.ts'; import(name);"],
    ['other calls', "load('./a.ts');"],
    ['text that is no program', 'import { from'],
  ])('is not misled by %s', (_, source) => {
    expect(found(source)).toEqual([]);
  });

  it('takes everything between quotes in a file that cannot be parsed', () => {
    expect(
      found('import { User } from \'@/components/users/index.ts\';\nconst broken = ;\nlog("hi");'),
    ).toEqual(['@/components/users/index.ts', 'hi']);
  });

  it('keeps the order of the file', () => {
    expect(found("export * from './b.ts';\nimport './a.ts';\nimport('./c.ts');")).toEqual([
      './b.ts',
      './a.ts',
      './c.ts',
    ]);
  });
});

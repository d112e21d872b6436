import { readFileSync } from 'node:fs';
import fastGlob from 'fast-glob';
import { describe, expect, it } from '@jest/globals';
import { type CodeFacts } from '../../../../../../build/pipeline/discover/code/code-facts.ts';
import { readCode } from '../../../../../../build/pipeline/discover/code/read-code.js';

function factsOf(source: string): CodeFacts {
  const code = readCode(source);
  if (code.status !== 'parsed') throw new SyntaxError(code.reason);
  return code;
}

const classNames = (source: string) => factsOf(source).classes.map(({ name }) => name);
const specifiers = (source: string) => factsOf(source).specifiers.map(({ specifier }) => specifier);

describe('readCode', () => {
  it('finds in real files the same by their outer statements as by a walk through the syntax tree', () => {
    const files = fastGlob.sync(['src/components/**/*.ts', 'build/{pipeline,model,shells}/**/*.{ts,js}']);
    expect(files.length).toBeGreaterThan(300);
    for (const file of files) {
      const source = readFileSync(file, 'utf8');
      // Words of which there are more than statements: something may be further inside.
      const walked = `${source}\n// class import`;
      const { lineStarts, ...byWalk } = factsOf(walked);
      expect({ file, ...factsOf(source) }).toEqual({ file, ...byWalk, lineStarts: lineStarts.slice(0, -1) });
    }
  });

  it.each([
    ['in a function', 'export function make() { class Inside {} return Inside; }', ['Inside']],
    ['in an expression', 'export const made = [class Inside {}];', ['Inside']],
    ['beside one that is exported', 'export class A {} const b = class B {};', ['A', 'B']],
    ['as the default', 'export default class A {}', ['A']],
    ['without a name', 'export default class {}', ['default']],
    ['in another', 'export class A { b = class B {}; }', ['A', 'B']],
    ['only in words', "// class\nexport const text = 'class';", []],
  ])('finds a class %s', (_, source, expected) => {
    expect(classNames(source)).toEqual(expected);
  });

  it.each([
    ['in a namespace', "namespace N { import a = require('./a.ts'); export const b = a; }"],
    ['in a declared module', "declare module 'x' { export * from './a.ts'; }"],
    ['by a name with an escape', String.raw`const a = \u0072equire('./a.ts');`],
    ['beside another import', "import {} from './b.ts'; const a = import('./a.ts');"],
  ])('finds the module that is named %s', (_, source) => {
    expect(specifiers(source)).toContain('./a.ts');
  });

  it.each([
    ['a class', 'export class A {}', 'A'],
    ['a class under another name', 'class A {}\nexport { A as B };', 'B'],
    ['no class that is not exported', 'class A {}', undefined],
    ['no default export', 'export default class A {}', undefined],
    ['no export of a type', 'class A {}\nexport type { A };', undefined],
    ['no class inside', 'export function f() { class A {} return A; }', undefined],
  ])('knows by which name %s is exported', (_, source, expected) => {
    expect(factsOf(source).classes[0]?.exportedAs).toBe(expected);
  });

  it('counts in UTF-16 units after letters of several bytes', () => {
    const source = '/* größe 🙂 */ export class Größe { läuft() { return 1; } }';
    const [found] = factsOf(source).classes;
    const at = ({ offset, length }: { offset: number; length: number }) =>
      source.slice(offset, offset + length);
    expect([found, ...(found?.methods ?? [])].map((one) => one && at(one.span))).toEqual(['Größe', 'läuft']);
  });

  it('says why a file cannot be parsed, and where', () => {
    expect(readCode('export class A {\n  b() { return ; ')).toMatchObject({ status: 'unreadable', line: 2 });
  });
});

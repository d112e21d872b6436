import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { reservedAccessors, reservedNames } from '../../../../../build/compose/names/reserved-names.ts';
import { loadPrismaLint } from '../../../../../build/validate/prisma-lint.ts';

function namesFor(reason: string): string[] {
  return [...reservedNames].filter(([, why]) => why === reason).map(([name]) => name);
}

describe('reserved names', () => {
  it('are those Prisma’s validator refuses, and four its generator refuses', async () => {
    const lint = await loadPrismaLint();
    const accepted = namesFor('prisma').filter((name) => {
      const schema = `datasource db {\n  provider = "postgresql"\n}\nmodel ${name} {\n  id Int @id\n}\n`;
      return lint([['a.prisma', schema]]).length === 0;
    });
    expect(accepted).toEqual(['Prisma', 'AND', 'OR', 'NOT']);
  });

  it('contain every name of the generator’s own list', () => {
    const generator = readFileSync(
      join(import.meta.dirname, '../../../../../node_modules/@prisma/client-generator-ts/dist/index.js'),
      'utf8',
    );
    const list = /const denylists = \{([^}]*)\}/.exec(generator)?.[1] ?? '';
    const names = [...list.matchAll(/"(\w+)"/g)].map((match) => match[1] ?? '');
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => reservedNames.get(name) !== 'prisma')).toEqual([]);
  });

  it('are refused by TypeScript where the client declares an enum or a model', () => {
    const valid = namesFor('typescript').filter((name) => !/^constructor$/i.test(name) && isValid(name));
    expect(valid).toEqual([]);
    expect(isValid('User')).toBe(true);
  });

  it('contain the globals of JavaScript', () => {
    const globals: unknown = runInNewContext('Object.getOwnPropertyNames(globalThis)');
    if (!Array.isArray(globals)) throw new Error('a context has globals');
    const missing = globals.map(String).filter((name) => /^[A-Z]/.test(name) && !reservedNames.has(name));
    expect(missing).toEqual([]);
  });

  it('contain the methods of PrismaService', () => {
    const file = join(import.meta.dirname, '../../../../../src/database/prisma.service.ts');
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022);
    const methods = source.statements
      .filter(ts.isClassDeclaration)
      .flatMap(({ members }) => members)
      .filter((member) => ts.isMethodDeclaration(member) && ts.isIdentifier(member.name))
      .map((member) => (member.name && ts.isIdentifier(member.name) ? member.name.text : ''));
    expect(methods.sort()).toEqual([...reservedAccessors].sort());
  });
});

/** True when a module may declare both a constant and a type of this name, as the generated client does. */
function isValid(name: string): boolean {
  const text = `export const ${name} = { A: 'A' } as const\nexport type ${name} = 'A'\n`;
  const options = {
    noLib: true,
    noEmit: true,
    isolatedModules: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
  };
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram(['/a.ts'], options, {
    ...host,
    getSourceFile: (file, version) =>
      file === '/a.ts' ? ts.createSourceFile(file, text, version) : undefined,
  });
  const file = program.getSourceFile('/a.ts');
  return program.getSyntacticDiagnostics(file).length + program.getSemanticDiagnostics(file).length === 0;
}

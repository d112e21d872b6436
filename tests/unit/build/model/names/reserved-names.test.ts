import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { prismaReserved, reservedAccessors } from '../../../../../build/model/names/reserved-names.ts';
import { loadPrismaLint } from '../../../../../build/pipeline/validate/prisma-lint.ts';

describe('reserved names', () => {
  it('are those Prisma’s validator refuses, and four its generator refuses', async () => {
    const lint = await loadPrismaLint();
    const accepted = [...prismaReserved].filter((name) => {
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
    expect(names.filter((name) => !prismaReserved.has(name))).toEqual([]);
  });

  it('contain the methods of PrismaService', () => {
    const file = join(import.meta.dirname, '../../../../../src/database/root-client.ts');
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022);
    const methods = source.statements
      .filter(ts.isClassDeclaration)
      .flatMap(({ members }) => members)
      .filter((member) => ts.isMethodDeclaration(member) && ts.isIdentifier(member.name))
      .map((member) => (member.name && ts.isIdentifier(member.name) ? member.name.text : ''));
    expect(['asSystem', ...methods].sort()).toEqual([...reservedAccessors].sort());
  });
});

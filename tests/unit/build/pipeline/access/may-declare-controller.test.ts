import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import fastGlob from 'fast-glob';
import { diskFiles } from '../../../../../build/files/disk-files.ts';
import { noCache } from '../../../../../build/incremental/derive.ts';
import { FactFinder } from '../../../../../build/pipeline/access/fact-finder.ts';
import { mayDeclareController } from '../../../../../build/pipeline/access/may-declare-controller.ts';
import { meaningOf } from '../../../../../build/pipeline/access/meaning.ts';
import { ProjectCode } from '../../../../../build/pipeline/access/project-code.ts';

it.each([
  ['functions', "import { A } from './a.ts';\nexport const one = (@A) => 1;"],
  ['a plain class', "import { A } from '@/a';\nexport class One extends A {}"],
  [
    'a service',
    "import { Inject, Injectable } from '@nestjs/common';\n@Injectable() class A { @Inject() b; }",
  ],
  ['a DTO', "import {\n  IsInt,\n  Min,\n} from 'class-validator';\nclass A { @IsInt() @Min(1) a = 1; }"],
  ['a comment', '/** @returns one */\nclass A {}'],
])('is false for %s', (_, text) => {
  expect(mayDeclareController(text)).toBe(false);
});

it.each([
  ['a controller', "import { Controller } from '@nestjs/common';\n@Controller() class A {}"],
  ['an alias', "import { Controller as Module } from '@nestjs/common';\n@Module() class A {}"],
  ['a namespace', "import * as nest from '@nestjs/common';\n@nest['Controller']() class A {}"],
  ['a decorator of the project', "import { Api } from './api.ts';\n@Api() class A {}"],
  ['one with the name of a harmless one', "import { Module } from './module.ts';\n@Module() class A {}"],
  [
    'one that a comment imports elsewhere',
    "// import { Api } from '@nestjs/common'\nimport { Api } from '@/api';\n@Api() class A {}",
  ],
  ['a default import', "import Api from '@nestjs/common';\n@Api() class A {}"],
  ['one of its file', 'const Api = make();\nclass B {}\n@Api() class A {}'],
  ['an expression', '@(make()) class A {}'],
  ['a space', "import { Api } from '@/api';\n@ Api() class A {}"],
  ['an escape', "import { Api as \\u004dodule } from '@/api';\n@Module() class A {}"],
  ['a letter that is not ASCII', "import { Api as Mé } from '@/api';\n@Mé() class A {}"],
  ['compiled code', "import { Api } from '@/api';\nlet A = class {};\nA = __decorate([ Api() ], A);"],
])('is true for %s', (_, text) => {
  expect(mayDeclareController(text)).toBe(true);
});

it('misses no controller of this repository, and spares most files', () => {
  const code = new ProjectCode(process.cwd(), diskFiles, new Map(), noCache);
  const finder = new FactFinder(code, () => undefined);
  const files = fastGlob.sync(['src/**/*.ts', 'tests/fixtures/**/*.{ts,js}'], { ignore: ['src/generated'] });
  const controllers = files.filter((file) => {
    const facts = finder.factsOf(file);
    return facts?.classes.some((one) => meaningOf(one.decorators, { file, facts }, finder).isController);
  });
  const spared = files.filter((file) => !mayDeclareController(readFileSync(file, 'utf8')));
  expect(controllers.length).toBeGreaterThan(20);
  expect(controllers.filter((file) => spared.includes(file))).toEqual([]);
  expect(spared.length).toBeGreaterThan(files.length / 2);
});

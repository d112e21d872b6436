import { afterAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { createTempProject } from '../../support/temp-project.ts';

const nest = `import { All, applyDecorators, Controller, Get, Post } from '@nestjs/common';
import * as nest from '@nestjs/common';
import { Internal, Public, Public as Open, Requires } from '@/platform';
`;
const manifest = '{ "permissions": { "jobs.read": "See jobs", "jobs.claim": "Take one" } }';
const module = "import { Module } from '@nestjs/common';\n@Module({}) export class CrmModule {}\n";

describe('access that routes declare, read from the code', () => {
  const project = createTempProject({ 'src/components/crm/crm.module.ts': module });
  afterAll(() => {
    project.dispose();
  });

  /** `code file:line:column message` of a component with these files. */
  async function findings(files: Readonly<Record<string, string>>): Promise<string[]> {
    project.remove('src/components/crm');
    project.write('src/components/crm/crm.module.ts', module);
    project.write('src/components/crm/component.json', manifest);
    for (const [file, text] of Object.entries(files)) project.write(`src/components/crm/${file}`, text);
    const { diagnostics } = await project.run();
    return diagnostics.map(({ code, location, message }) => {
      const { file = '', line = 0, column = 0 } = location ?? {};
      return `${code} ${file.replace('src/components/crm/', '')}:${line}:${column} ${message}`;
    });
  }
  const inFile = (body: string, more: Readonly<Record<string, string>> = {}) =>
    findings({ 'crm.controller.ts': `${nest}${body}`, ...more });

  it.each([
    ['a permission', `@Controller() class A { @Requires('crm:jobs.read') @Get() x() {} }`],
    ['an alias', '@Controller() class A { @Open() @Get() x() {} }'],
    ['the class', '@Internal() @Controller() class A { @Get() x() {} @All() y() {} }'],
    ['a constant', 'const Free = Public;\n@Controller() class A { @Free() @Get() x() {} }'],
    ['applyDecorators in place', '@Controller() class A { @applyDecorators(nest.Get(), Public()) x() {} }'],
    [
      'a function of its file',
      'const Read = (at: string) => applyDecorators(Get(at), Public());\n@Controller() class A { @Read("x") x() {} }',
    ],
    [
      'a function with two ways, both closed',
      `function Read(at?: string) {\n  if (at) return applyDecorators(Get(at), Public());\n  return applyDecorators(Get(), Internal());\n}\n@Controller() class A { @Read("x") x() {} }`,
    ],
    ['no route at all', '@Controller() class A { helper() {} }\nclass B { @Get() x() {} }'],
    [
      'an override without a decorator, which is no route',
      'class Base { @Get() x() {} }\n@Controller() class A extends Base { x() {} }',
    ],
    [
      'a class that says it for what cannot be seen',
      `import { Guess } from 'somewhere';\n@Public() @Controller() class A extends Guess() { @Guess() x() {} }`,
    ],
  ])('is found through %s', async (_, body) => {
    expect(await inFile(body)).toEqual([]);
  });

  it.each([
    ['a method that says nothing', '@Controller() class A { @Get()\n  x() {} }', '5:3', 'A.x'],
    ['@All, in a namespace', '@nest.Controller()\nclass A { @nest.All() x() {} }', '5:23', 'A.x'],
    [
      'a class of which one method says it',
      '@Controller() class A { @Public() @Get() x() {}\n@Post() y() {} }',
      '5:9',
      'A.y',
    ],
    [
      'composed decorators',
      'const Read = () => applyDecorators(Get());\n@Controller() class A { @Read() x() {} }',
      '5:33',
      'A.x',
    ],
    [
      'a function with one open way',
      'function Read(open: boolean) {\n  if (open) return applyDecorators(Get());\n  return applyDecorators(Get(), Public());\n}\n@Controller() class A { @Read(true) x() {} }',
      '8:37',
      'A.x',
    ],
    [
      'a condition with one open way',
      'const Read = (open: boolean) => open ? Get() : applyDecorators(Get(), Public());\n@Controller() class A { @Read(true) x() {} }',
      '5:37',
      'A.x',
    ],
    [
      'a base class that is public itself',
      '@Public() class Base { @Get() x() {} }\n@Controller() class A extends Base {}',
      '4:31',
      'A.x',
    ],
    [
      'an override with a route decorator alone',
      'class Base { @Public() @Get() x() {} }\n@Controller() class A extends Base { @Get() x() {} }',
      '5:45',
      'A.x',
    ],
    [
      'a controller that a function makes',
      'const make = (at: string) => { @Controller(at) class A { @Get() x() {} }\nreturn A; };',
      '4:65',
      'A.x',
    ],
    [
      'a mixin',
      'const mixin = () => class { @Get() x() {} };\n@Controller() class A extends mixin() {}',
      '5:21',
      'extends "mixin"',
    ],
    [
      'a base class of a package',
      `import { CrudController } from 'crud';\n@Controller() class A extends CrudController {}`,
      '5:21',
      'extends "CrudController"',
    ],
    [
      'a decorator of a package',
      `import { Endpoint } from 'endpoints';\n@Controller() class A { @Endpoint() x() {} }`,
      '5:37',
      '"Endpoint" cannot be looked into',
    ],
    [
      'a namesake of @Public',
      `const Auth = () => () => undefined;\n@Controller() class A { @Auth() @Get() x() {} }`,
      '5:40',
      'A.x',
    ],
  ])('is missing: %s', async (_, body, place, says) => {
    const [first = '', ...more] = await inFile(body);
    expect(more).toEqual([]);
    expect(first).toContain(`ACCESS.UNDECLARED_ROUTE crm.controller.ts:${place} `);
    expect(first).toContain(says);
  });

  it('is followed through other files, doors and `export *`, and the place is the method', async () => {
    const shared = {
      'shared/index.ts': "export * from './base.ts';\nexport { Read as Look } from './read.ts';\n",
      'shared/base.ts': `import { Get } from '@nestjs/common';\nexport abstract class Base {\n  @Get('all') all() {}\n}\n`,
      'shared/read.ts': `import { applyDecorators, Get } from '@nestjs/common';\nimport { Public } from '@/platform';\nexport function Read() { return applyDecorators(Get(), Public()); }\n`,
    };
    const found = await inFile(
      "import { Base, Look } from './shared/index.ts';\n@Controller() class A extends Base { @Look() x() {} }\n",
      shared,
    );
    expect(found).toEqual([
      'ACCESS.UNDECLARED_ROUTE shared/base.ts:3:15 The route A.all does not say who may use it.',
    ]);
    // The other file is read again once it is saved.
    shared['shared/base.ts'] = shared['shared/base.ts']
      .replace('@Get', '@Public() @Get')
      .replace('import', "import { Public } from '@/platform';\nimport");
    expect(
      await inFile(
        "import { Base } from './shared/index.ts';\n@Controller() class A extends Base {}\n",
        shared,
      ),
    ).toEqual([]);
  });

  it('is the same in compiled code', async () => {
    const compile = (source: string) =>
      ts.transpileModule(source, {
        compilerOptions: {
          module: ts.ModuleKind.ESNext,
          target: ts.ScriptTarget.ES2022,
          experimentalDecorators: true,
        },
      }).outputText;
    const body = (who: string) => `${nest}@Controller('x') export class A {\n  ${who} @Get() x() {}\n}\n`;
    expect(await findings({ 'a.js': compile(body('@Public()')) })).toEqual([]);
    expect(await findings({ 'a.js': compile(body('')) })).toEqual([
      expect.stringMatching(/^ACCESS\.UNDECLARED_ROUTE a\.js:\d+:\d+ The route A\.x does not say/),
    ]);
  });

  it('names permissions that exist, or the nearest one', async () => {
    const asks = (name: string) => inFile(`@Controller() class A {\n  @Requires('${name}') @Get() x() {}\n}`);
    expect(await asks('platform:docs')).toEqual([]);
    expect(await asks('crm:jobs.clam')).toEqual([
      'ACCESS.UNKNOWN_PERMISSION crm.controller.ts:5:13 No component declares the permission "crm:jobs.clam".',
    ]);
    const { diagnostics } = await project.run();
    expect(diagnostics[0]?.hint).toContain('Write "crm:jobs.claim"');
  });

  it('says nothing more where a manifest is damaged already', async () => {
    project.write('src/components/crm/component.json', '{ "permissions": { "Jobs": "x" } }');
    expect((await project.run()).diagnostics.map(({ code }) => code)).toEqual(['MANIFEST.INVALID']);
  });
});

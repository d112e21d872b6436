import { join } from 'node:path';
import ts from 'typescript';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findPackageModules } from '../../../../../../build/pipeline/discover/packages/find-package-modules.ts';
import { diskFiles } from '../../../../../../build/files/disk-files.ts';
import { compileCode } from '../../../../../../build/use-cases/pack/compile-code.ts';
import { noCache } from '../../../../../../build/incremental/derive.ts';
import { createTempProject, type TempProject } from '../../../../../support/temp-project.ts';

const source = `import { Injectable, Module as NestModule } from '@nestjs/common';

@Injectable()
export class Customers {}

/** Speaks of itself, which compilers give a second name. */
@NestModule({ providers: [Customers] })
export class CrmModule {
  static readonly self = CrmModule;
}

@NestModule({})
class Hidden {}
void Hidden;
`;
const esbuildOutput = `import { Module } from "@nestjs/common";
export let CrmModule = class {
};
__publicField(CrmModule, "self", CrmModule);
CrmModule = __decorateClass([
  Module({ providers: [] })
], CrmModule);
`;
const options = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ES2022,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
};
const compilers: Record<string, (text: string) => string> = {
  TypeScript: (text) => ts.transpileModule(text, { compilerOptions: options }).outputText,
  'TypeScript with helpers from tslib': (text) =>
    ts.transpileModule(text, { compilerOptions: { ...options, importHelpers: true } }).outputText,
  SWC: (text) => compileCode('crm.module.ts', text),
  'esbuild, as its output was': () => esbuildOutput,
};

let project: TempProject;
beforeEach(() => {
  project = createTempProject();
});
afterEach(() => {
  project.dispose();
});

function find(file: string) {
  const found = findPackageModules(join(project.dir, file), diskFiles, noCache);
  if (found.status !== 'found') return found;
  return found.modules.map((one) => `${one.exportedAs} ${one.file.slice(project.dir.length + 1)}`);
}

describe('findPackageModules', () => {
  it.each(Object.keys(compilers))('sees the one exported module class in the output of %s', (name) => {
    project.write('crm.module.js', compilers[name]?.(source) ?? '');
    expect(find('crm.module.js')).toEqual(['CrmModule crm.module.js']);
  });

  it('sees it in TypeScript as it is, for packages of a workspace', () => {
    project.write('crm.module.ts', source);
    project.write('index.ts', "export * from './crm.module.js';\n");
    expect(find('index.ts')).toEqual(['CrmModule crm.module.ts']);
  });

  it('follows re-exports, renamed and in circles, once for each class', () => {
    project.write('lib/crm.module.js', compilers['SWC']?.(source) ?? '');
    project.write('lib/index.js', "export * from './crm.module.js';\nexport * from '../index.js';\n");
    project.write(
      'index.js',
      "import { CrmModule } from './lib/index.js';\nexport { CrmModule as Crm };\nexport * from './lib/index.js';\nexport * from 'elsewhere';\n",
    );
    expect(find('index.js')).toEqual(['Crm lib/crm.module.js']);
  });

  it('takes no class for a module because of its name or of another decorator', () => {
    project.write(
      'index.js',
      "import { Module } from 'elsewhere';\nlet CrmModule = class {};\nCrmModule = decorate([Module({})], CrmModule);\nexport { CrmModule };\n",
    );
    expect(find('index.js')).toEqual([]);
  });
});

import { type TempProject } from './temp-project.ts';

/** `module crm` as the TypeScript compiler writes it. */
export function compiledModule(className: string): string {
  return `import { Module } from '@nestjs/common';
import { __decorate } from 'tslib';
let ${className} = class ${className} {
};
${className} = __decorate([
    Module({})
], ${className});
export { ${className} };
`;
}

/** The files of a component in a package: a model, and a module behind a door. */
export function packageFiles(
  packageJson: Readonly<Record<string, unknown>>,
  model = 'CrmCustomer',
): Record<string, string> {
  return {
    'package.json': `${JSON.stringify({ version: '1.2.0', type: 'module', exports: './dist/index.js', ...packageJson }, null, 2)}\n`,
    'dist/index.js': "export { CrmModule } from './crm.module.js';\nexport * from './customers.js';\n",
    'dist/customers.js': "export { Injectable } from '@nestjs/common';\nexport class Customers {}\n",
    'dist/crm.module.js': compiledModule('CrmModule'),
    'prisma/schema.prisma': `model ${model} {\n  id Int @id\n}\n`,
  };
}

export function writeFiles(
  project: TempProject,
  folder: string,
  files: Readonly<Record<string, string>>,
): void {
  for (const [file, text] of Object.entries(files)) project.write(`${folder}/${file}`, text);
}

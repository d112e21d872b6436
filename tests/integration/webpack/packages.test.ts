import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { packageFiles } from '../../support/package-files.ts';
import { createPluginProject, errorsOf, type Watch } from './plugin-project.ts';

describe('ComponentDiscoveryPlugin with a component in a package', () => {
  let project: ReturnType<typeof createPluginProject>;
  let watch: Watch | undefined;
  const inPackage = (file: string) => `../node_modules/@acme/crm/${file}`;
  const install = (version: string): void => {
    const files = packageFiles({
      name: '@acme/crm',
      version,
      tessera: { requires: { plans: '*' } },
      dependencies: { greeting: '1' },
    });
    for (const [file, text] of Object.entries(files)) project.write(inPackage(file), text);
    project.write(
      inPackage('dist/customers.js'),
      [
        "import { Injectable } from '@nestjs/common';",
        "import { PrismaService } from 'nestjs-tessera/database';",
        "import { greeting } from 'greeting';",
        "import { plan } from 'nestjs-tessera/components/plans';",
        'export const customers = [Injectable, PrismaService, greeting, plan];',
      ].join('\n'),
    );
    // Nobody but the package sees this one.
    project.write(inPackage('node_modules/greeting/package.json'), '{ "main": "./index.js" }');
    project.write(
      inPackage('node_modules/greeting/index.js'),
      "const { EventEmitter } = require('events');\nexports.greeting = 'hello from below' + EventEmitter.length;\n",
    );
  };
  beforeEach(() => {
    project = createPluginProject();
    project.write('tessera.config.json', '{ "packages": ["@acme/crm"] }');
    project.write('src/components/plans/component.json', '{}');
    project.write('src/components/plans/index.ts', "export const plan = 'a folder says';\n");
    project.write('src/database/index.ts', "export const PrismaService = 'the one PrismaService';\n");
    project.write('../node_modules/tslib/package.json', '{ "type": "module", "exports": "./tslib.js" }');
    project.write('../node_modules/tslib/tslib.js', 'export const __decorate = (_, target) => target;\n');
  });
  afterEach(async () => {
    await watch?.close();
    watch = undefined;
    project.remove('');
  });

  it('bundles it like a folder, with what only it can see, and leaves shared packages outside', async () => {
    install('1.0.0');
    project.write('src/components/shop/component.json', '{ "requires": { "crm": "*" } }');
    project.write('src/components/shop/shop.ts', "export { customers } from '@acme/crm';\n");
    project.write(
      'src/main.ts',
      "export { components } from './generated/components.ts';\nexport { customers } from './components/shop/shop.ts';\n",
    );
    const stats = await project.build();

    expect(errorsOf(stats)).toBe('');
    const bundle = project.read('dist/main.js');
    expect(bundle.match(/^import .* from .*$/gm)).toEqual(
      expect.arrayContaining([expect.stringContaining('"@nestjs/common"')]),
    );
    expect(bundle).not.toMatch(/from "(@acme\/crm|greeting|tessera\/)/);
    expect(bundle.split('hello from below')).toHaveLength(2);
    const running: unknown = await import(project.path('dist/main.js'));
    expect(running).toMatchObject({
      components: [
        { name: 'plans' },
        { name: 'crm', version: '1.0.0', module: expect.any(Function) },
        { name: 'shop' },
      ],
      customers: [expect.any(Function), 'the one PrismaService', 'hello from below1', 'a folder says'],
    });
  });

  it('bundles one that calls the doors by their old names', async () => {
    install('1.0.0');
    const renamed = project.read(inPackage('dist/customers.js')).replaceAll("'nestjs-tessera/", "'tessera/");
    expect(renamed).toContain("from 'tessera/database'");
    project.write(inPackage('dist/customers.js'), renamed);
    project.write('src/main.ts', "export { components } from './generated/components.ts';\n");
    const stats = await project.build();

    expect(errorsOf(stats)).toBe('');
    expect(project.read('dist/main.js')).toContain('the one PrismaService');
    expect(project.read('dist/main.js')).toContain('a folder says');
    expect(project.read('dist/main.js')).not.toMatch(/from "tessera\//);
  });

  it('follows its author and its next version without a restart', async () => {
    const has = (text: string) => () =>
      project.exists('dist/main.js') && project.read('dist/main.js').includes(text);
    watch = project.watch();
    const missing = await watch.until((stats) => stats.hasErrors());
    expect(errorsOf(missing)).toContain('PACKAGE.NOT_INSTALLED');

    install('1.0.0');
    project.write('../node_modules/.package-lock.json', '{ "run": 1 }');
    await watch.until(has('version: "1.0.0"'));

    project.write(inPackage('dist/customers.js'), "export const customers = 'edited in place';\n");
    await watch.until(has('edited in place'));

    project.write(inPackage('prisma/schema.prisma'), 'model CrmCustomer {\n  id Int @id\n  note String\n}\n');
    await watch.until(() => project.read('prisma/schema/crm.prisma').includes('note'));

    // As package managers do it: away with the old folder, in with the new one, then the record.
    project.remove(inPackage(''));
    install('2.0.0');
    project.write('../node_modules/.package-lock.json', '{ "run": 2 }');
    // The parts of an installation may be builds of their own.
    await watch.until(() => has('version: "2.0.0"')() && has('hello from below')());
  });
});

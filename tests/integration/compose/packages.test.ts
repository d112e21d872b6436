import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { composeJson } from '../../../build/use-cases/compose/compose-json.ts';
import { type PipelineReport } from '../../../build/pipeline/pipeline.ts';
import { compiledModule, packageFiles, writeFiles } from '../../support/package-files.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

/** Where and what of every problem. */
function problems({ diagnostics }: PipelineReport): string[] {
  return diagnostics.map(({ code, message, location }) => {
    const { file = '-', line = 0, column = 0 } = location ?? {};
    return `${code} ${file}:${line}:${column} ${message}`;
  });
}

describe('components in npm packages', () => {
  let project: TempProject;
  const list = (...packages: string[]) => {
    project.write('tessera.config.json', `{\n  "packages": ${JSON.stringify(packages)}\n}\n`);
  };
  const install = (name: string, packageJson: Record<string, unknown> = {}, model?: string) => {
    const all = { name, tessera: {}, ...packageJson };
    writeFiles(project, `node_modules/${name}`, packageFiles(all, model));
  };
  beforeEach(() => {
    project = createTempProject();
    list('@acme/crm');
  });
  afterEach(() => {
    project.dispose();
  });

  it('say that a schema beside package.json is not read', async () => {
    install('@acme/crm');
    project.write('node_modules/@acme/crm/schema.prisma', 'model Lost {\n  id Int @id\n}\n');
    expect(problems(await project.run())).toEqual([
      'COMPONENT.MISPLACED_SCHEMA node_modules/@acme/crm/schema.prisma:1:1 "node_modules/@acme/crm/schema.prisma" is not read: the schema files of a component are directly in its prisma/ folder.',
    ]);
  });

  it('compose like folders: schema, registry, lock and report', async () => {
    install('@acme/crm', { tessera: { description: 'Customers.', requires: { users: '^1.0.0' } } });
    project.write('src/components/users/component.json', '{ "version": "1.1.0" }');
    const report = await project.run();

    expect(problems(report)).toEqual([]);
    expect(composeJson(report).components).toMatchObject([
      { name: 'crm', version: '1.2.0', path: 'node_modules/@acme/crm', models: 1, requires: ['users'] },
      { name: 'users' },
    ]);
    expect(report.components.map(({ name }) => name)).toEqual(['users', 'crm']);
    expect(project.read('prisma/schema/crm.prisma')).toContain(
      '// Source: node_modules/@acme/crm/prisma/schema.prisma',
    );
    expect(project.read('src/generated/components.ts')).toContain(
      "import { CrmModule } from './packages.js';",
    );
    expect(project.read('src/generated/packages.js')).toContain(
      'export { CrmModule } from "../../node_modules/@acme/crm/dist/index.js";',
    );
    expect(project.read('src/generated/packages.d.ts')).toContain(
      'export declare const CrmModule: Type<unknown>;',
    );
    expect(JSON.parse(project.read('components.lock.json'))).toMatchObject({
      components: {
        crm: { version: '1.2.0', tables: ['CrmCustomer'], hash: expect.stringMatching(/^sha256-/) },
      },
    });
  });

  it('are warned of old names of the doors, with the new name, and what they import through one is a use', async () => {
    install('@acme/crm');
    project.write(
      'node_modules/@acme/crm/dist/customers.js',
      "import { PageQuery } from 'tessera/platform';\nexport { tenantOf } from 'tessera/components/tenancy';\n",
    );
    project.write('src/components/tenancy/index.ts', 'export const tenantOf = 1;\n');
    project.write('src/components/tenancy/component.json', '{ "version": "1.0.0" }');
    const file = 'node_modules/@acme/crm/dist/customers.js';
    const report = await project.run();
    expect(problems(report)).toEqual([
      `DEPRECATED.DOOR ${file}:1:28 The name "tessera/platform" is deprecated and goes with Tessera 0.4.0.`,
      `COMPONENT.UNDECLARED_DEPENDENCY ${file}:2:27 "crm" imports from component "tenancy", which it does not require.`,
      `DEPRECATED.DOOR ${file}:2:27 The name "tessera/components/tenancy" is deprecated and goes with Tessera 0.4.0.`,
    ]);
    expect(report.diagnostics[0]).toMatchObject({
      severity: 'warning',
      hint: 'Upgrade @acme/crm, or tell its authors to write "nestjs-tessera/platform".',
    });

    project.write(file, "export { tenantOf } from 'nestjs-tessera/components/tenancy';\n");
    expect(problems(await project.run())).toEqual([
      `COMPONENT.UNDECLARED_DEPENDENCY ${file}:1:27 "crm" imports from component "tenancy", which it does not require.`,
    ]);
  });

  it('leave nothing behind when they are no longer listed', async () => {
    install('@acme/crm');
    await project.run();
    project.write('tessera.config.json', '{}');
    project.write('components.lock.json', '{ "lockVersion": 1, "components": {} }');

    expect(await project.run()).toMatchObject({
      ok: true,
      removed: ['prisma/schema/crm.prisma', 'src/generated/packages.d.ts', 'src/generated/packages.js'],
    });
    expect(Object.keys(project.tree('src/generated'))).toEqual(['components.ts']);
  });

  it('change their hash in the lock with their code', async () => {
    install('@acme/crm');
    await project.run();
    const before = project.read('components.lock.json');
    project.write('node_modules/@acme/crm/dist/customers.js', 'export class Customers { more() {} }\n');
    await project.run();

    expect(project.read('components.lock.json')).not.toBe(before);
  });

  it('are never written to', async () => {
    install('@acme/crm');
    const root = join(project.dir, 'node_modules/@acme/crm');
    const all = () => ['', ...readdirSync(root, { recursive: true, encoding: 'utf8' })].sort();
    const times = () => all().map((file) => `${file} ${statSync(join(root, file)).mtimeMs}`);
    const setMode = (folder: number, file: number) => {
      for (const path of all()) {
        const full = join(root, path);
        chmodSync(full, statSync(full).isDirectory() ? folder : file);
      }
    };
    const before = times();
    setMode(0o555, 0o444);
    try {
      expect(await project.run()).toMatchObject({ ok: true });
      expect(times()).toEqual(before);
    } finally {
      setMode(0o755, 0o644);
    }
  });

  it('are found in a workspace, under the path their author knows', async () => {
    writeFiles(project, 'packages/crm', packageFiles({ name: '@acme/crm', tessera: {} }));
    mkdirSync(join(project.dir, 'node_modules/@acme'), { recursive: true });
    symlinkSync('../../packages/crm', join(project.dir, 'node_modules/@acme/crm'));
    project.write('packages/crm/prisma/schema.prisma', 'model CrmCustomer {\n  id Nonsense @id\n}\n');
    const broken = await project.run();
    expect(problems(broken)).toEqual([
      expect.stringMatching(/^SCHEMA.INVALID packages\/crm\/prisma\/schema.prisma:2:6 /),
    ]);

    project.write('packages/crm/prisma/schema.prisma', 'model CrmCustomer {\n  id Int @id\n}\n');
    expect(await project.run()).toMatchObject({ ok: true, components: [{ path: 'packages/crm' }] });
    expect(project.read('src/generated/packages.js')).toContain('"../../packages/crm/dist/index.js"');
  });

  it("are found in pnpm's layout, where a link leads into a store", async () => {
    const store = 'node_modules/.pnpm/@acme+crm@1.2.0/node_modules/@acme/crm';
    writeFiles(project, store, packageFiles({ name: '@acme/crm', tessera: {} }));
    mkdirSync(join(project.dir, 'node_modules/@acme'), { recursive: true });
    symlinkSync(
      '../.pnpm/@acme+crm@1.2.0/node_modules/@acme/crm',
      join(project.dir, 'node_modules/@acme/crm'),
    );
    const report = await project.run();

    expect(report).toMatchObject({ ok: true, components: [{ name: 'crm', path: 'node_modules/@acme/crm' }] });
    expect(project.read('prisma/schema/crm.prisma')).toContain('model CrmCustomer');
    expect(project.read('components.lock.json')).toContain('CrmCustomer');
  });

  it('are found above the project, as Node finds them', async () => {
    install('@acme/crm');
    project.write('apps/shop/tessera.config.json', '{ "packages": ["@acme/crm"] }');
    const { loadProjectConfig } = await import('../../../build/config/load-project-config.ts');
    const { runPipeline } = await import('../../../build/pipeline/pipeline.ts');
    const loaded = await loadProjectConfig(join(project.dir, 'apps/shop'));
    if (!loaded.ok) throw new Error('The configuration was refused.');
    const generate = () => Promise.resolve({ ok: true, generated: false, hash: '' } as const);

    expect(await runPipeline(loaded.config, { generate })).toMatchObject({
      ok: true,
      components: [{ path: '../../node_modules/@acme/crm' }],
    });
    expect(project.read('apps/shop/src/generated/packages.js')).toContain(
      '"../../../../node_modules/@acme/crm/dist/index.js"',
    );
  });

  it('need not export their package.json nor their data', async () => {
    install('@acme/crm', { exports: { '.': { types: './dist/index.d.ts', import: './dist/index.js' } } });
    expect(await project.run()).toMatchObject({ ok: true, components: [{ version: '1.2.0' }] });
  });

  it('may be data only', async () => {
    project.write(
      'node_modules/@acme/crm/package.json',
      '{ "name": "@acme/crm", "version": "1.0.0", "tessera": { "name": "customers" } }',
    );
    project.write('node_modules/@acme/crm/prisma/schema.prisma', 'model Customer {\n  id Int @id\n}\n');
    expect(await project.run()).toMatchObject({ ok: true, components: [{ name: 'customers' }] });
    expect(project.read('src/generated/components.ts')).toContain('module: undefined');
  });

  it('may name the file of the module, and have more than one behind their door', async () => {
    install('@acme/crm', { tessera: { module: './dist/crm.module.js' } });
    project.write(
      'node_modules/@acme/crm/dist/index.js',
      "export * from './crm.module.js';\nexport * from './other.module.js';\n",
    );
    project.write('node_modules/@acme/crm/dist/other.module.js', compiledModule('OtherModule'));
    expect(await project.run()).toMatchObject({ ok: true });
    expect(project.read('src/generated/packages.js')).toContain('/dist/crm.module.js"');

    install('@acme/crm');
    project.write(
      'node_modules/@acme/crm/dist/index.js',
      "export * from './crm.module.js';\nexport * from './other.module.js';\n",
    );
    const two = await project.run();
    expect(problems(two)).toEqual([
      'COMPONENT.NO_MODULE_EXPORT node_modules/@acme/crm/dist/crm.module.js:5:1 "dist/index.js" exports 2 Nest modules; a component has one.',
    ]);
    expect(two.diagnostics[0]?.related).toMatchObject([
      { file: 'node_modules/@acme/crm/dist/other.module.js', line: 5, column: 1 },
    ]);
  });

  it('that are not installed, no components or listed twice are shown where they are listed', async () => {
    list('left-pad', '@acme/nothing');
    project.write('node_modules/left-pad/package.json', '{ "name": "left-pad", "version": "1.0.0" }');
    expect(problems(await project.run())).toEqual([
      'PACKAGE.NOT_A_COMPONENT tessera.config.json:2:16 The package "left-pad" is not a component: node_modules/left-pad/package.json has no "tessera" key.',
      'PACKAGE.NOT_INSTALLED tessera.config.json:2:27 The package "@acme/nothing" is not installed.',
    ]);

    list('left-pad', 'left-pad');
    await expect(project.run()).rejects.toThrow(
      '\\"left-pad\\" is listed twice","location":{"file":"tessera.config.json","line":2,"column":27',
    );
  });

  it('keep their lock entry while they are not installed', async () => {
    install('@acme/crm');
    await project.run();
    const lock = project.read('components.lock.json');
    project.remove('node_modules/@acme/crm');

    expect(problems(await project.run())).toEqual([expect.stringContaining('PACKAGE.NOT_INSTALLED')]);
    expect(project.read('components.lock.json')).toBe(lock);
  });

  it('are checked in their package.json', async () => {
    const file = 'node_modules/@acme/crm/package.json';
    install('@acme/crm');
    project.write(
      file,
      '{\n  "name": "@acme/crm",\n  "version": "1",\n  "tessera": {\n    "name": "Crm",\n    "requires": { "users": "*" }\n  }\n}\n',
    );
    expect(problems(await project.run())).toEqual([
      `MANIFEST.INVALID ${file}:3:14 "version": must be a semantic version such as 1.2.0`,
      expect.stringContaining(`COMPONENT.INVALID_NAME ${file}:5:13 "Crm" is not a component name`),
    ]);

    project.write(
      file,
      '{\n  "version": "1.0.0",\n  "tessera": {\n    "version": "1.0.0",\n    "require": {}\n  }\n}\n',
    );
    expect(problems(await project.run())).toEqual([
      `MANIFEST.INVALID ${file}:4:16 "version": is not set here: the "version" of package.json counts`,
      `MANIFEST.INVALID ${file}:5:5 There is no setting "require".`,
    ]);
  });

  it('say what is wrong with their code', async () => {
    const file = 'node_modules/@acme/crm';
    install('@acme/crm', { exports: './dist/nothing.js' });
    expect(problems(await project.run())).toEqual([
      `COMPONENT.NO_MODULE_EXPORT ${file}/package.json:4:3 There is no file "dist/nothing.js" in the package.`,
    ]);
    install('@acme/crm', { exports: './dist/customers.js' });
    expect(problems(await project.run())).toEqual([
      expect.stringContaining(`${file}/package.json:4:3 "dist/customers.js" exports no Nest module`),
    ]);
    install('@acme/crm');
    project.write(`${file}/dist/index.js`, 'exports.CrmModule = require("./crm.module.js").CrmModule;\n');
    expect(problems(await project.run())).toEqual([expect.stringContaining('"dist/index.js" is CommonJS')]);
    project.write(`${file}/dist/index.js`, 'export { from;\n');
    expect(problems(await project.run())).toEqual([
      expect.stringContaining(`${file}/dist/index.js:1:14 The module cannot be read`),
    ]);
    install('@acme/crm', { exports: { '.': { require: './dist/index.cjs' } } });
    expect(problems(await project.run())).toEqual([
      expect.stringContaining('The package exports nothing that can be imported.'),
    ]);
  });

  it('clash with a folder or a package of their name, both paths told', async () => {
    list('@acme/crm', 'tessera-crm');
    install('@acme/crm');
    install('tessera-crm', {}, 'OtherCustomer');
    const packages = await project.run();
    expect(problems(packages)).toEqual([
      'COMPONENT.NAME_CLASH tessera.config.json:2:28 Two components are called "crm": node_modules/@acme/crm and node_modules/tessera-crm.',
    ]);

    list('@acme/crm');
    project.write('src/components/crm/component.json', '{}');
    const folder = await project.run();
    expect(problems(folder)).toEqual([
      'COMPONENT.NAME_CLASH tessera.config.json:2:16 Two components are called "crm": src/components/crm and node_modules/@acme/crm.',
    ]);
    expect(folder.diagnostics[0]?.related).toMatchObject([
      { file: 'node_modules/@acme/crm/package.json', line: 6, column: 3 },
      { file: 'src/components/crm', line: 1, column: 1 },
    ]);
    expect(folder).toMatchObject({ changed: [], removed: [] });
  });

  it('are used only by those who require them, and only in versions that fit', async () => {
    install('@acme/crm');
    project.write(
      'src/components/shop/shop.ts',
      "import { Customers } from '@acme/crm';\nexport { Customers };\n",
    );
    project.write('src/components/shop/component.json', '{}');
    expect(problems(await project.run())).toEqual([
      'COMPONENT.UNDECLARED_DEPENDENCY src/components/shop/shop.ts:1:28 "shop" imports from component "crm", which it does not require.',
    ]);
    project.write('src/components/shop/component.json', '{ "requires": { "crm": "^2.0.0" } }');
    const wrong = await project.run();
    expect(problems(wrong)).toEqual([expect.stringContaining('COMPONENT.VERSION_MISMATCH')]);
    expect(wrong.diagnostics[0]?.related).toMatchObject([{ file: 'node_modules/@acme/crm/package.json' }]);
    project.write('src/components/shop/component.json', '{ "requires": { "crm": "^1.0.0" } }');
    expect(problems(await project.run())).toEqual([]);
  });
});

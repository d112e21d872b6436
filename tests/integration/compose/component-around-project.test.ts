import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadProjectConfig } from '../../../build/config/load-project-config.ts';
import { type PipelineReport, runPipeline } from '../../../build/pipeline/pipeline.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

const files = {
  'package.json': `${JSON.stringify({ name: '@acme/crm', version: '0.1.0', type: 'module', exports: './src/index.ts', tessera: {} })}\n`,
  'src/index.ts': "export { CrmModule } from './crm.module.ts';\n",
  'src/crm.module.ts': "import { Module } from '@nestjs/common';\n\n@Module({})\nexport class CrmModule {}\n",
  'prisma/schema.prisma': 'model CrmCustomer {\n  id Int @id\n}\n',
  'playground/tessera.config.json': '{ "packages": ["@acme/crm"] }\n',
};

/** The repository of one component: the project that tries it is inside of it. */
describe('a package around the project', () => {
  let repository: TempProject;
  beforeEach(() => {
    repository = createTempProject(files);
  });
  afterEach(() => {
    repository.dispose();
  });
  const compose = async (): Promise<PipelineReport> => {
    const loaded = await loadProjectConfig(join(repository.dir, 'playground'));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
    return await runPipeline(loaded.config, {
      generate: () => Promise.resolve({ ok: true, generated: false, hash: '' }),
    });
  };

  it('is found without being installed, and mounted from its sources', async () => {
    const report = await compose();

    expect(report.diagnostics).toEqual([]);
    expect(report.components).toMatchObject([{ name: 'crm', version: '0.1.0', path: '..' }]);
    expect(repository.read('playground/src/generated/packages.js')).toContain('"../../../src/index.ts"');
    expect(repository.read('playground/prisma/schema/crm.prisma')).toContain('model CrmCustomer');
  });

  it('is not what the playground holds, nor changed by composing it', async () => {
    await compose();
    const lock = repository.read('playground/components.lock.json');
    repository.write('playground/src/main.ts', 'export const started = true;\n');
    repository.write('playground/schema.prisma', 'model Other {\n  id Int @id\n}\n');
    await compose();

    expect(repository.read('playground/components.lock.json')).toBe(lock);
  });

  it('has its mistakes named in its own files', async () => {
    repository.write('prisma/schema.prisma', 'model CrmCustomer {\n  id Nothing @id\n}\n');
    const { diagnostics } = await compose();

    expect(diagnostics).toMatchObject([
      { location: { file: '../prisma/schema.prisma', line: 2, column: 6 } },
    ]);
  });

  it('is behind an installed one of the same name', async () => {
    const installed = {
      name: '@acme/crm',
      version: '2.0.0',
      type: 'module',
      tessera: {},
      exports: './index.js',
    };
    repository.write('playground/node_modules/@acme/crm/package.json', JSON.stringify(installed));
    repository.write('playground/node_modules/@acme/crm/index.js', 'export const nothing = 1;\n');
    const { diagnostics } = await compose();

    expect(diagnostics[0]?.location?.file).toContain('node_modules/@acme/crm');
  });

  it('is not installed where it has another name', async () => {
    repository.write('playground/tessera.config.json', '{ "packages": ["crm"] }\n');

    expect((await compose()).diagnostics).toMatchObject([{ code: 'PACKAGE.NOT_INSTALLED' }]);
  });
});

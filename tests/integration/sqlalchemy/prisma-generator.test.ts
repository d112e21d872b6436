import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createDmmfReader } from '../../../build/pipeline/generate/read-dmmf.js';
import {
  generateFromPrisma,
  type GeneratorInput,
} from '../../../build/use-cases/sqlalchemy/prisma-generator.ts';
import { everyFeature, renderModels } from '../../support/every-feature.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

const repository = join(import.meta.dirname, '../../..');

let project: TempProject;
beforeEach(() => {
  project = createTempProject({ 'package.json': '{}' });
});
afterEach(() => {
  project.dispose();
});

it('makes within "prisma generate" the models the command makes', async () => {
  project.write(
    'prisma/schema.prisma',
    everyFeature.text
      .replace('"prisma-client"', `"node ${join(repository, 'bin/tessera-sqlalchemy.js')}"`)
      .replace('"../client"', '"../python/models.py"')
      .replace('importFileExtension = "ts"', 'style = "1.4"'),
  );
  const prisma = join(repository, 'node_modules/prisma/build/index.js');
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: join(repository, 'bin/schema-engine.js'),
    NO_COLOR: '1',
  };
  const args = [prisma, 'generate', '--schema', 'prisma/schema.prisma'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: project.dir, env });
  expect(stdout).toContain('Generated SQLAlchemy models');
  expect(project.read('python/models.py')).toBe(await renderModels(everyFeature, '1.4'));
});

/** What Prisma hands over for a small schema. */
async function input(changes: Partial<GeneratorInput> = {}): Promise<GeneratorInput> {
  const datamodel = 'datasource db {\n  provider = "postgresql"\n}\nmodel A {\n  id Int @id\n}\n';
  return {
    generator: { output: { value: join(project.dir, 'models.py') }, config: {} },
    datasources: [{ provider: 'postgresql' }],
    datamodel,
    dmmf: await createDmmfReader()([['schema.prisma', datamodel]]),
    ...changes,
  };
}

it('never replaces a file it has not written', async () => {
  project.write('models.py', '# mine\n');
  const given = await input();
  await expect(generateFromPrisma(given)).rejects.toThrow('"models.py" was not written by this tool');
  expect(project.read('models.py')).toBe('# mine\n');
});

it.each([
  [
    'settings it does not have',
    { generator: { output: { value: '/m.py' }, config: { stile: '1.4' } } },
    'stile',
  ],
  ['an output that is no module', { generator: { output: { value: '/models' }, config: {} } }, '.py file'],
  ['another database', { datasources: [{ provider: 'mysql' }] }, 'the provider is mysql'],
  [
    'relations without foreign keys',
    { datamodel: 'datasource db {\n  relationMode = "prisma" // no keys\n}\n' },
    'relationMode = "prisma" makes none',
  ],
])('refuses %s', async (_, changes, message) => {
  const given = await input(changes);
  await expect(generateFromPrisma(given)).rejects.toThrow(message);
});

it('says everything that is wrong at once', async () => {
  const given = await input({
    generator: { output: { value: '/models' }, config: { stile: '1.4' } },
    datasources: [{ provider: 'mysql' }],
  });
  await expect(generateFromPrisma(given)).rejects.toThrow(/\.py file[^]*provider is mysql[^]*stile/);
});

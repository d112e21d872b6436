import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify, types } from 'node:util';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { everyFeature, renderModels } from '../../support/every-feature.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

const repository = join(import.meta.dirname, '../../..');
const prisma = join(repository, 'node_modules/prisma/build/index.js');
const engine = join(repository, 'bin/schema-engine.js');

/** With our generator in the place of Prisma's own. */
const schema = (style: string) =>
  everyFeature.text
    .replace('"prisma-client"', `"node ${join(repository, 'bin/tessera-sqlalchemy.js')}"`)
    .replace('"../client"', '"../python/models.py"')
    .replace('importFileExtension = "ts"', style);

let project: TempProject;
beforeEach(() => {
  project = createTempProject({ 'package.json': '{}' });
});
afterEach(() => {
  project.dispose();
});

async function generate(text: string): Promise<{ code: number; output: string }> {
  project.write('prisma/schema.prisma', text);
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: engine, NO_COLOR: '1' };
  const args = [prisma, 'generate', '--schema', 'prisma/schema.prisma'];
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: project.dir, env });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    if (!types.isNativeError(error) || !('stdout' in error) || !('stderr' in error)) throw error;
    return { code: 1, output: `${String(error.stdout)}${String(error.stderr)}` };
  }
}

it('makes within "prisma generate" the models the command makes', async () => {
  const answer = await generate(schema('style = "1.4"'));
  expect(answer.output).toContain('Generated SQLAlchemy models');
  expect(project.read('python/models.py')).toBe(await renderModels(everyFeature, '1.4'));
});

it('stops "prisma generate" rather than replace a file it has not written', async () => {
  project.write('python/models.py', '# mine\n');
  const { code, output } = await generate(schema('style = "2.0"'));
  expect(code).toBe(1);
  expect(output).toContain('"models.py" was not written by this tool');
  expect(project.read('python/models.py')).toBe('# mine\n');
});

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadProjectConfig } from '../../config/load-project-config.ts';
import { projectFolder } from '../../config/project-folder.ts';
import { startTestServer } from '../../postgres/embedded/start-test-server.ts';
import { makeMigratedTemplate } from './migrated-template.ts';
import { keepForTeardown } from './test-run.ts';

/** Before the first test: the generated sources exist, and a server with a migrated template database runs. */
// eslint-disable-next-line no-restricted-syntax -- Jest loads the default export
export default async function globalSetup(run: { readonly rootDir: string }): Promise<void> {
  // Tests read what programs print; a terminal or a job that asks for colour must not change it.
  process.env['NO_COLOR'] = '1';
  const rootDir = projectFolder(run.rootDir);
  const loaded = await loadProjectConfig(rootDir);
  const [server] = await Promise.all([startTestServer(process.env, 'jest'), compose(rootDir)]);
  try {
    // A configuration that cannot be read is what `compose` has refused.
    const migrationsDir = loaded.ok ? loaded.config.migrationsDir : 'prisma/migrations';
    const template = await makeMigratedTemplate(server.url, join(rootDir, migrationsDir));
    // Read by the test utilities of src/database and src/platform, in this process and in the workers.
    process.env['TESSERA_TEST_SERVER_URL'] = server.url;
    process.env['TESSERA_TEST_TEMPLATE'] = template;
    const generatedDir = loaded.ok ? loaded.config.generatedDir : 'src/generated';
    process.env['TESSERA_TEST_REGISTRY'] = join(rootDir, generatedDir, 'components.ts');
    keepForTeardown({ server, template });
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A fresh clone has no client and no registry, and yesterday's may be out of date. */
async function compose(projectDir: string): Promise<void> {
  const command = join(import.meta.dirname, '../../../bin/tessera.js');
  await promisify(execFile)(process.execPath, [command, 'compose'], { cwd: projectDir });
}

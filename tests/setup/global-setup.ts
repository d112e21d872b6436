import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startTestServer } from '../../build/postgres/embedded/start-test-server.ts';
import { makeTemplate } from './make-template.ts';
import { keepForTeardown } from './test-run.ts';

/** Before the first test: the generated sources exist, and a server with a migrated template database runs. */
export default async function globalSetup(): Promise<void> {
  // Tests read what programs print; a terminal or a job that asks for colour must not change it.
  process.env['NO_COLOR'] = '1';
  const projectDir = join(import.meta.dirname, '..', '..');
  const [server] = await Promise.all([startTestServer(process.env, 'jest'), compose(projectDir)]);
  try {
    const template = await makeTemplate(server.url, join(projectDir, 'prisma', 'migrations'));
    // Read by src/database/test-utils, in this process and in the workers.
    process.env['TESSERA_TEST_SERVER_URL'] = server.url;
    process.env['TESSERA_TEST_TEMPLATE'] = template;
    keepForTeardown({ server, template });
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A fresh clone has no client and no registry, and yesterday's may be out of date. */
async function compose(projectDir: string): Promise<void> {
  await promisify(execFile)(process.execPath, [join(projectDir, 'bin', 'tessera.js'), 'compose'], {
    cwd: projectDir,
  });
}

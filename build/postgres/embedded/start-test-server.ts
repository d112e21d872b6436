import { mkdtemp, chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseUrl } from './acquire-database.ts';
import { acquireServer } from './acquire-server.ts';
import { chooseTestFolder } from './choose-test-folder.ts';
import { readOrMakePassword } from './state-folder.ts';
import { namedDatabases } from '../which-database.ts';

/** A server for one run of the tests, and how to get rid of it. */
export interface TestServer {
  /** URL of a database on it, with the rights to make others. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * `TEST_DATABASE_URL` when it is set; otherwise a server of its own, with its data in memory or in a temporary folder, gone
 * after the run however it ends.
 *
 * @param purpose who holds it, shown to people.
 * @throws DatabaseError when there can be none here.
 */
export async function startTestServer(env: NodeJS.ProcessEnv, purpose: string): Promise<TestServer> {
  const external = namedDatabases(env).test;
  if (external !== undefined) {
    return { url: external, stop: () => Promise.resolve() };
  }
  const folder = await mkdtemp(join(await chooseTestFolder(), 'tessera-test-'));
  // As root the server runs as another user, who has to get through; secret files below have rights of their own.
  await chmod(folder, 0o711);
  const lease = await acquireServer({
    stateDir: join(folder, 'database'),
    kind: 'test',
    purpose,
    ask: 'lease',
  });
  return {
    url: databaseUrl(lease.port, await readOrMakePassword(lease.state)),
    stop: () => lease.release({ now: true }),
  };
}

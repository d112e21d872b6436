import { leaseRunningDatabase } from '../../../postgres/embedded/lease-running-database.ts';
import { startTestServer } from '../../../postgres/embedded/start-test-server.ts';
import { namedDatabases } from '../../../postgres/which-database.ts';
import { loadEnvironment } from '../../../config/load-environment.ts';
import { type EngineTarget } from '../../../postgres/throw-away/engine-target.ts';

const purpose = 'tessera migrate';

/**
 * A server on which migrations are replayed, in a database of their own that goes away again: the project's embedded one if it
 * runs, else one that is started for this, so that nothing has to be reachable. With `SHADOW_DATABASE_URL` that one, for
 * histories that need what only another server has.
 *
 * @throws DatabaseError when there can be none here
 */
export async function withReplayDatabase<Result>(
  projectDir: string,
  env: NodeJS.ProcessEnv,
  work: (target: EngineTarget) => Promise<Result>,
): Promise<Result> {
  const settings = await loadEnvironment(projectDir, env);
  const { shadow, migration: main, test } = namedDatabases(settings);
  if (shadow !== undefined && main !== undefined) return await work({ url: main, shadowDatabaseUrl: shadow });
  const running = test === undefined ? await leaseRunningDatabase(projectDir, purpose) : undefined;
  if (running) return await work({ url: running.url }).finally(() => running.release());
  const server = await startTestServer(settings, purpose);
  return await work({ url: server.url }).finally(() => server.stop());
}
